/* One round of libqrencode: texts, a line each, on standard input; on standard
 * output microseconds of CPU a symbol and the version drawn. It draws what `qrcode` would (the most
 * compact modes) and always chooses the mask itself: its door has no way to fix one. */
#include <qrencode.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static char texts[20000][512];

int main(void) {
    int count = 0, version = 0;
    while (count < 20000 && fgets(texts[count], sizeof texts[0], stdin)) {
        texts[count][strcspn(texts[count], "\n")] = 0;
        count++;
    }
    clock_t started = clock();
    for (int i = 0; i < count; i++) {
        QRcode *drawn = QRcode_encodeString(texts[i], 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
        if (!drawn) return 1;
        version = drawn->version;
        QRcode_free(drawn);
    }
    double seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
    printf("%f %d\n", seconds * 1e6 / count, version);
    return 0;
}
