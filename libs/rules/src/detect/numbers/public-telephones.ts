/** Telephone numbers of public services, which may stand in any text. Numbers of five digits and emergency numbers are never found. */
const publicTelephones: ReadonlySet<string> = new Set([
  '55553333', // Nav
  '55553334', // Nav, pensions
  '55553335', // Nav
  '55553336', // Nav, employers
  '80080000', // tax administration
  '75006000', // Altinn
  '75007500', // Brønnøysund register centre
  '21499000', // State Educational Loan Fund
  '23327000', // Helfo
  '23351600', // immigration authorities
  '22591300', // poison information
  '73199700', // labour inspection
  '23400500', // Consumer Council
  '23400600', // Consumer Authority
]);

/** True for the eight digits of a public service. */
export const isPublicTelephone = (digits: string): boolean => publicTelephones.has(digits);
