const norwegianMobile = /^(?:(?:\+|00)47)?[49][0-9]{7}$/;
const foreignNumber = /^(?:\+|00)[1-9][0-9]{6,14}$/;
const norwegianPrefix = /^(?:\+|00)47/;

/** True for a Norwegian mobile number, with or without +47 or 0047, and for a foreign number with its country code; single spaces allowed. */
export const isPhoneNumber = (text: string): boolean => {
  if (text.length > 25) return false;
  const compact = text.replaceAll(' ', '');
  if (norwegianMobile.test(compact)) return true;
  return foreignNumber.test(compact) && !norwegianPrefix.test(compact);
};

const localPart = /^[a-z0-9!#$%&'*+/=?^_{|}~æøåäöü-]+(?:\.[a-z0-9!#$%&'*+/=?^_{|}~æøåäöü-]+)*$/i;
const domainLabel = /^[a-z0-9æøåäöü](?:[a-z0-9æøåäöü-]{0,61}[a-z0-9æøåäöü])?$/i;
const maxAddressLength = 254;
const maxLocalLength = 64;

/** True for one bare e-mail address: local part, @, a domain of at least two labels. */
export const isEmailAddress = (text: string): boolean => {
  if (text.length > maxAddressLength) return false;
  const at = text.lastIndexOf('@');
  if (at < 1 || at > maxLocalLength) return false;
  const labels = text.slice(at + 1).split('.');
  return localPart.test(text.slice(0, at)) && labels.length > 1 && labels.every((label) => domainLabel.test(label));
};
