// Dark or light, pixel by pixel, against the light of the neighbourhood.

const BLOCK = 8; // pixels; a finder pattern is seldom smaller than two blocks
const REACH = 2; // blocks to each side that are asked
const FLAT = 24; // a block with less between its darkest and lightest holds paper alone

// { width, height, data } with 1 for dark.
export function thresholded({ width, height, data }) {
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const sums = summed(middles(data, width, height, columns, rows), columns, rows);
  const dark = new Uint8Array(width * height);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const limit = meanAround(sums, columns, rows, column, row);
      const bottom = Math.min(height, (row + 1) * BLOCK);
      const right = Math.min(width, (column + 1) * BLOCK);
      for (let y = row * BLOCK; y < bottom; y += 1) {
        for (let at = y * width + column * BLOCK; at < y * width + right; at += 1) {
          dark[at] = data[at] <= limit ? 1 : 0;
        }
      }
    }
  }
  return { width, height, data: dark };
}

// What parts dark from light in each block. A flat block takes its neighbours' word when it is
// darker than what they call dark: the inside of a large dark module.
function middles(data, width, height, columns, rows) {
  const found = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      let least = 255;
      let most = 0;
      const top = Math.max(0, Math.min(row * BLOCK, height - BLOCK));
      const left = Math.max(0, Math.min(column * BLOCK, width - BLOCK));
      const [bottom, right] = [Math.min(height, top + BLOCK), Math.min(width, left + BLOCK)];
      for (let y = top; y < bottom; y += 1) {
        for (let x = left, at = y * width + left; x < right; x += 1, at += 1) {
          const value = data[at];
          sum += value;
          if (value < least) least = value;
          if (value > most) most = value;
        }
      }
      let middle = sum / ((bottom - top) * (right - left));
      if (most - least <= FLAT) {
        middle = least / 2;
        if (row > 0 && column > 0) {
          const at = row * columns + column;
          const beside = (found[at - columns] + 2 * found[at - 1] + found[at - columns - 1]) / 4;
          if (least < beside) middle = beside;
        }
      }
      found[row * columns + column] = middle;
    }
  }
  return found;
}

// Sums over everything above and to the left, so that any rectangle costs four reads.
function summed(values, columns, rows) {
  const sums = new Float64Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row += 1) {
    let line = 0;
    for (let column = 0; column < columns; column += 1) {
      line += values[row * columns + column];
      const at = (row + 1) * (columns + 1) + column + 1;
      sums[at] = sums[at - columns - 1] + line;
    }
  }
  return sums;
}

function meanAround(sums, columns, rows, column, row) {
  const [left, right] = [Math.max(0, column - REACH), Math.min(columns, column + REACH + 1)];
  const [top, bottom] = [Math.max(0, row - REACH), Math.min(rows, row + REACH + 1)];
  const wide = columns + 1;
  const sum = sums[bottom * wide + right] - sums[top * wide + right]
    - sums[bottom * wide + left] + sums[top * wide + left];
  return sum / ((right - left) * (bottom - top));
}
