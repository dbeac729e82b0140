import type { Confidence } from '../detection.ts';
import { termLevel } from './term-level.ts';
import type { TermSetting } from './term-setting.ts';

const classifyStrong = (setting: TermSetting): Confidence => {
  if (setting.isConditional) return 'low';
  if (setting.isSpecific) return 'high';
  return !setting.isGeneric && (setting.isPersonal || setting.isClinical) ? 'high' : 'low';
};

const classifyTrait = (setting: TermSetting): Confidence | null => {
  if (setting.isConditional || !setting.isNear) return null;
  return setting.isGeneric && !setting.isSpecific ? null : 'high';
};

const classifyPersonal = (setting: TermSetting): Confidence | null => {
  if (setting.isConditional || !setting.isNear) return null;
  if (setting.isGeneric && !setting.isSpecific) return null;
  return setting.isClinical ? 'high' : 'low';
};

/** How sure it is that a term of a level says something about a person, in what stands around it; null where it says nothing. */
export const classifyTerm = (level: number, setting: TermSetting): Confidence | null => {
  if (level === termLevel.domain) return 'low';
  if (setting.isAfterProof) return 'high';
  switch (level) {
    case termLevel.alone:
      return setting.isConditional || (setting.isGeneric && !setting.isSpecific) ? 'low' : 'high';
    case termLevel.trait:
      return classifyTrait(setting);
    case termLevel.person:
      return classifyPersonal(setting);
    default:
      return classifyStrong(setting);
  }
};
