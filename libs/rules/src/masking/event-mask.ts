import {
  isUuid,
  type ProducerEvent,
  parseDuration,
  parseOrganisationNumber,
  parseProducerId,
} from '@varselvakt/domain';
import type { Detector } from '../detect/detector.ts';
import { maskText } from '../detect/mask-text.ts';
import type { FieldForm, FieldRule } from '../field-table.ts';
import { pathOf, walkFields } from '../field-walk.ts';

/** Texts are hidden as a whole, or shown without what the detector finds in them. */
export type TextShowing = 'HIDDEN' | 'MASKED';

/** An event or a part of one as a person may see it: JSON whose strings are ids, codes and stand-ins. */
export type MaskedValue =
  | string
  | number
  | boolean
  | null
  | readonly MaskedValue[]
  | { readonly [name: string]: MaskedValue };

/** Shows what a record is made of and hides what it says. Pure; never throws. */
export type EventMask = {
  /** An event field by field; `showing` decides about its texts only. Numbers, addresses and link paths are always hidden. */
  readonly maskEvent: (event: ProducerEvent, showing: TextShowing) => MaskedValue;
  /** What an event is made of: its fields, its type and its choices, and no value but ids of a form that can hold nothing else. */
  readonly maskStructure: (event: ProducerEvent) => MaskedValue;
  /** An id of a form that is not known: shown but for what the detector finds in it. */
  readonly maskId: (id: string) => string;
};

const maxShownLength = 300;
/** What could move the cursor, turn the reading direction or hide itself in a terminal. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const linkParts = /^(https?:\/\/)([^/?#\\]{1,253})/i;

/** Stands for a text that is not shown. */
export const hideText = (text: string): string => `«${text.length} characters»`;

const knownForms: Readonly<Record<string, (text: string) => boolean>> = {
  eventId: isUuid,
  aggregateId: isUuid,
  producerId: (text) => parseProducerId(text) !== undefined,
  organisationNumber: (text) => parseOrganisationNumber(text) !== undefined,
  after: (text) => parseDuration(text) !== undefined,
  afterCreation: (text) => parseDuration(text) !== undefined,
  beforeDeadline: (text) => parseDuration(text) !== undefined,
  beforeStart: (text) => parseDuration(text) !== undefined,
};

/** Of these `maskStructure` shows values. */
const structuralIds: ReadonlySet<string> = new Set(['eventId', 'aggregateId', 'producerId']);
/** Any number may be somebody's. */
const hideNumber = (): string => '«number»';

/** Contact data of persons, although their fields are ids by class. */
const neverShown: ReadonlySet<string> = new Set(['phoneNumber', 'address']);

/** Makes a mask on a detector, which is costly to build: make one and keep it. */
export const createEventMask = (detector: Detector): EventMask => {
  const maskFinds = (text: string, form: FieldForm): string => {
    // A name with a dot in it is no secret, least of all in the host of a link.
    const finds = detector.detect(text, form).filter(({ kind }) => form !== 'ID' || kind !== 'LINK');
    const shown = maskText(text, finds).replace(unprintable, '·');
    return shown.length <= maxShownLength ? shown : `${shown.slice(0, maxShownLength)}… ${hideText(text)}`;
  };
  const maskId = (id: string): string => (isUuid(id) ? id : maskFinds(id, 'ID'));
  const maskLink = (link: string): string => {
    const [start = '', scheme, host = ''] = linkParts.exec(link) ?? [];
    return scheme === undefined ? hideText(link) : `${scheme}${maskId(host)}/${hideText(link.slice(start.length))}`;
  };
  const maskIdField = (id: string, name: string): string => {
    const hasForm = knownForms[name];
    if (hasForm !== undefined) return hasForm(id) ? id : hideText(id);
    return neverShown.has(name) ? hideText(id) : maskId(id);
  };
  const maskField = (value: string, { fieldClass, form }: FieldRule, name: string, showing: TextShowing): string => {
    if (form === 'IDENTITY_NUMBER') return hideText(value);
    if (fieldClass === 'id') return maskIdField(value, name);
    if (fieldClass === 'link') return maskLink(value);
    return showing === 'HIDDEN' ? hideText(value) : maskFinds(value, form);
  };
  return {
    maskId,
    maskStructure: (event) => {
      const masked = new Map<string, string>();
      walkFields(event, (value, _, parent, name) => {
        const isShown = structuralIds.has(name) && knownForms[name]?.(value) === true && maskId(value) === value;
        masked.set(pathOf(parent, name), isShown ? value : hideText(value));
      });
      return rebuild(event, '', masked, hideNumber);
    },
    maskEvent: (event, showing) => {
      const masked = new Map<string, string>();
      walkFields(event, (value, rule, parent, name) => {
        masked.set(pathOf(parent, name), maskField(value, rule, name, showing));
      });
      return rebuild(event, '', masked, (number) => number);
    },
  };
};

/** Strings that the field table does not know are members of closed lists: the compiler holds the table to the schema. */
const rebuild = (
  value: unknown,
  path: string,
  masked: ReadonlyMap<string, string>,
  showNumber: (number: number) => MaskedValue,
): MaskedValue => {
  if (typeof value === 'string') return masked.get(path) ?? value;
  if (typeof value === 'number') return showNumber(value);
  if (typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => rebuild(item, `${path}[${index}]`, masked, showNumber));
  if (typeof value !== 'object') return null;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, rebuild(inner, pathOf(path, name), masked, showNumber)]),
  );
};
