// Finds the words of a list that are closest to a mistyped one.

const MAX_DISTANCE = 2; // letters that may differ
const MAX_SUGGESTIONS = 3;

// The Damerau-Levenshtein distance (optimal string alignment), or limit + 1 if it is above the limit.
function distance(a, b, limit) {
  let rows = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(rows[1][j] + 1, row[j - 1] + 1, rows[1][j - 1] + !same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], rows[0][j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    rows = [rows[1], row];
  }
  return rows[1][b.length];
}

function closestWords(word, list) {
  const distances = list.map((known) => [distance(word, known, MAX_DISTANCE), known]);
  const close = distances.filter(([letters]) => letters <= MAX_DISTANCE).sort(([a], [b]) => a - b);
  return close.slice(0, MAX_SUGGESTIONS).map(([, known]) => known);
}
