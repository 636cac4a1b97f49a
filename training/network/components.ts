const ROUNDS = 30;

/**
 * Vectors in their first `keep` principal components, by Jacobi rotations of the covariance. The sign of a component is that
 * of its greatest number, so that the same vectors give the same components.
 */
export function principal(vectors: readonly (readonly number[])[], keep: number): number[][] {
  const size = vectors[0]?.length ?? 0;
  const mean = Array.from({ length: size }, (_, at) => vectors.reduce((sum, vector) => sum + vector[at]!, 0) / vectors.length);
  const centred = vectors.map((vector) => vector.map((value, at) => value - mean[at]!));
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const vector of centred) {
    for (let row = 0; row < size; row += 1) {
      const by = vector[row]!;
      const into = covariance[row]!;
      for (let column = row; column < size; column += 1) into[column]! += (by * vector[column]!) / centred.length;
    }
  }
  for (let row = 0; row < size; row += 1) for (let column = 0; column < row; column += 1) covariance[row]![column] = covariance[column]![row]!;
  const axes = rotated(covariance);
  const order = Array.from({ length: size }, (_, at) => at).sort((one, other) => covariance[other]![other]! - covariance[one]![one]! || one - other);
  const kept = order.slice(0, keep).map((axis) => signed(axes.map((row) => row[axis]!)));
  return centred.map((vector) => kept.map((axis) => axis.reduce((sum, value, at) => sum + value * vector[at]!, 0)));
}

function signed(axis: readonly number[]): number[] {
  const greatest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return axis.map((value) => (greatest < 0 ? -value : value));
}

/** Makes a symmetric matrix diagonal in place; gives the axes as columns. */
function rotated(matrix: readonly Float64Array[]): Float64Array[] {
  const size = matrix.length;
  const axes = matrix.map((_, row) => new Float64Array(size).fill(1, row, row + 1));
  for (let round = 0; round < ROUNDS; round += 1) {
    let left = 0;
    for (let row = 0; row < size; row += 1) {
      for (let column = row + 1; column < size; column += 1) {
        const off = matrix[row]![column]!;
        left += off * off;
        if (Math.abs(off) < 1e-14) continue;
        const ratio = (matrix[column]![column]! - matrix[row]![row]!) / (2 * off);
        const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
        const cosine = 1 / Math.sqrt(tangent * tangent + 1);
        turn(matrix, axes, row, column, cosine, tangent * cosine);
      }
    }
    if (left < 1e-20) break;
  }
  return axes;
}

function turn(matrix: readonly Float64Array[], axes: readonly Float64Array[], one: number, other: number, cosine: number, sine: number): void {
  const turned = (row: Float64Array): void => {
    const [first, second] = [row[one]!, row[other]!];
    row[one] = cosine * first - sine * second;
    row[other] = sine * first + cosine * second;
  };
  for (const row of matrix) turned(row);
  const [first, second] = [matrix[one]!, matrix[other]!];
  for (let at = 0; at < matrix.length; at += 1) {
    const [x, y] = [first[at]!, second[at]!];
    first[at] = cosine * x - sine * y;
    second[at] = sine * x + cosine * y;
  }
  for (const row of axes) turned(row);
}
