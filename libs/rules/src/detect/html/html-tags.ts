/** Elements that start and end a line or a cell; all others stand in the line, unknown ones too. */
const blockTags: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br button caption center col colgroup dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu meta nav ol optgroup option ' +
    'p pre search section select summary table tbody td textarea tfoot th thead title tr ul'
  ).split(' '),
);

/** Elements without content: no end tag is waited for. */
const voidTags: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Elements whose content is no markup, only what stands before their own end tag. */
const rawTags: ReadonlySet<string> = new Set('script style xmp iframe noembed noframes textarea title'.split(' '));

/** Elements of which a reader sees nothing. */
const unseenTags: ReadonlySet<string> = new Set('script style template noembed noframes title'.split(' '));

/** Attributes that hold an address. */
const addressAttributes: ReadonlySet<string> = new Set(
  'href src action formaction cite background poster data srcset longdesc xlink:href'.split(' '),
);

/** True for an element that separates what is before it from what is after it. Takes the name in small letters. */
export const isBlockTag = (name: string): boolean => blockTags.has(name);
/** True for an element that never has an end tag. */
export const isVoidTag = (name: string): boolean => voidTags.has(name);
/** True for an element whose content is taken as it is. */
export const isRawTag = (name: string): boolean => rawTags.has(name);
/** True for an element whose content is not shown. */
export const isUnseenTag = (name: string): boolean => unseenTags.has(name);
/** True for an attribute that holds an address, such as href. */
export const isAddressAttribute = (name: string): boolean => addressAttributes.has(name);
