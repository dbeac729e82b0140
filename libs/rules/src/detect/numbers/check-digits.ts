const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const;
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

const remainder11 = (digits: string, weights: readonly number[]): number => {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    sum += (weights[index] ?? 0) * (digits.charCodeAt(index) - 48);
  }
  return sum % 11;
};

/** What eleven digits leave in the first check of identity numbers: 0, and 0 to 3 for those given from 2032 on. */
export const firstRemainder = (digits: string): number => remainder11(digits, firstWeights);

/** What eleven digits leave in the second check of identity numbers, which is that of account numbers too: 0 where it is right. */
export const secondRemainder = (digits: string): number => remainder11(digits, secondWeights);

/** True for eleven digits that a bank could have given. */
export const isAccountNumber = (digits: string): boolean =>
  digits.length === 11 && !digits.startsWith('0000') && secondRemainder(digits) === 0;

/** What letters and digits leave in the check of IBANs (letters count 10 to 35): 1 where it is right. */
export const ibanRemainder = (iban: string): number => {
  let remainder = 0;
  for (let index = 0; index < iban.length; index += 1) {
    const code = iban.charCodeAt((index + 4) % iban.length);
    remainder = code <= 57 ? (remainder * 10 + code - 48) % 97 : (remainder * 100 + (code | 32) - 87) % 97;
  }
  return remainder;
};
