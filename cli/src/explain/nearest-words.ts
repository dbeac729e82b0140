/** Longer words are no code, and comparing them would only take time. */
const maxLength = 60;

/** How many letters have to be put in, left out or changed to get from one word to the other. */
const distanceOf = (one: string, other: string): number => {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 0; row < one.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < other.length; column += 1) {
      const changed = (previous[column] ?? 0) + (one[row] === other[column] ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
};

const sharesPart = (word: string, known: string): boolean => word.length >= 3 && known.includes(word);

/** Known words that somebody may have meant, nearest first, at most three: a few letters apart, or holding the word. */
export const nearestWords = (word: string, known: readonly string[]): readonly string[] => {
  if (word === '' || word.length > maxLength) return [];
  return known
    .map((one) => ({ one, distance: sharesPart(word, one) ? 1 : distanceOf(word, one) }))
    .filter(({ one, distance }) => distance <= Math.max(2, Math.floor(one.length / 4)))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one);
};
