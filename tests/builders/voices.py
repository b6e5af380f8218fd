"""A recording for tests: a second of a hum, as a phone's wave file."""

import io
import math
import struct
import wave


def a_voice(seconds: float = 0.2) -> bytes:
    """RIFF/WAVE, mono, 8 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        count = int(8000 * seconds)
        file.writeframes(
            b"".join(struct.pack("<h", round(9000 * math.sin(n / 9))) for n in range(count))
        )
    return out.getvalue()
