import type { CheckedFile } from './check-register-file.ts';
import type { DataPath, RegisterDocument } from './register-document.ts';
import type { RegisterFault } from './register-fault.ts';

interface NamedPlace {
  readonly name: string;
  readonly document: RegisterDocument;
  readonly path: DataPath;
}

const findRepeats = (places: readonly NamedPlace[], message: string): readonly RegisterFault[] => {
  const seen = new Set<string>();
  const faults: RegisterFault[] = [];
  for (const { name, document, path } of places) {
    if (seen.has(name)) faults.push(document.faultAt(path, message));
    seen.add(name);
  }
  return faults;
};

const producerPlaces = (files: readonly CheckedFile[]): readonly NamedPlace[] =>
  files.flatMap(({ document, data }) =>
    data.producers.map(({ id }, index) => ({ name: id, document, path: ['producers', index, 'id'] })),
  );

const labelPlaces = (files: readonly CheckedFile[]): readonly NamedPlace[] =>
  files.flatMap(({ document, data }) =>
    data.producers.flatMap(({ labels }, producerIndex) =>
      labels.map(({ name }, index) => ({
        name,
        document,
        path: ['producers', producerIndex, 'labels', index, 'name'],
      })),
    ),
  );

const topicPlaces = (files: readonly CheckedFile[]): readonly NamedPlace[] =>
  files.flatMap(({ document, data }) =>
    data.producers.flatMap(({ topics }, producerIndex) =>
      topics.map((name, index) => ({ name, document, path: ['producers', producerIndex, 'topics', index] })),
    ),
  );

const termsPlaces = (files: readonly CheckedFile[]): readonly NamedPlace[] =>
  files
    .filter(({ data }) => data.terms !== undefined)
    .map(({ document }) => ({ name: 'terms', document, path: ['terms'] }));

/** Names that must stand once in the whole register: producer ids, labels, own topics, the current terms. The second place is the fault. */
export const findSharedNames = (files: readonly CheckedFile[]): readonly RegisterFault[] => [
  ...findRepeats(producerPlaces(files), 'is registered more than once'),
  ...findRepeats(labelPlaces(files), 'is a label that already has an owner'),
  ...findRepeats(topicPlaces(files), 'is a topic that already has an owner'),
  ...findRepeats(termsPlaces(files), 'stands in another file already'),
];
