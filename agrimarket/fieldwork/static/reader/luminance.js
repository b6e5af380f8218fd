// Pictures as grey, and grey as dark and light under uneven light.

// { width, height, data } with one byte a pixel, 0 black.
export function greyOf(image) {
  const { width, height, data } = image;
  const grey = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < grey.length; i += 1, at += 4) {
    grey[i] = (data[at] * 77 + data[at + 1] * 150 + data[at + 2] * 29) >> 8;
  }
  return { width, height, data: grey };
}

// Half as wide and high, each pixel the mean of four: less noise, fewer pixels.
export function halved({ width, height, data }) {
  const [w, h] = [width >> 1, height >> 1];
  const small = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0, at = 2 * y * width; x < w; x += 1, at += 2) {
      small[y * w + x] = (data[at] + data[at + 1] + data[at + width] + data[at + width + 1] + 2) >> 2;
    }
  }
  return { width: w, height: h, data: small };
}

// Twice as wide and high, between the pixels: for modules of less than three pixels.
export function doubled({ width, height, data }) {
  const w = width * 2;
  const across = new Uint16Array(w * height);
  for (let y = 0, at = 0, to = 0; y < height; y += 1) {
    let before = data[at];
    for (let x = 0; x < width; x += 1, at += 1, to += 2) {
      const here = data[at];
      const after = x + 1 < width ? data[at + 1] : here;
      across[to] = before + 3 * here; // quarters: a new pixel lies a quarter from an old one
      across[to + 1] = 3 * here + after;
      before = here;
    }
  }
  const large = new Uint8Array(w * height * 2);
  for (let y = 0; y < height; y += 1) {
    const here = y * w;
    const above = Math.max(0, y - 1) * w;
    const below = Math.min(height - 1, y + 1) * w;
    const to = 2 * here;
    for (let x = 0; x < w; x += 1) {
      const three = 3 * across[here + x] + 8;
      large[to + x] = (across[above + x] + three) >> 4;
      large[to + w + x] = (three + across[below + x]) >> 4;
    }
  }
  return { width: w, height: height * 2, data: large };
}

// Each pixel mixed with its eight neighbours (1 2 1): noise of single pixels goes, edges stay.
export function softened({ width, height, data }) {
  const across = new Uint16Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 1; x < width - 1; x += 1) {
      across[row + x] = data[row + x - 1] + 2 * data[row + x] + data[row + x + 1];
    }
    across[row] = 4 * data[row];
    across[row + width - 1] = 4 * data[row + width - 1];
  }
  const soft = Uint8Array.from(data);
  for (let i = width; i < soft.length - width; i += 1) {
    soft[i] = (across[i - width] + 2 * across[i] + across[i + width] + 8) >> 4;
  }
  return { width, height, data: soft };
}
