/** Writes the generated table of road words and postal codes anew from data/addresses: run it with node after a change. */
import { writeFileSync } from 'node:fs';
import { addressesFile, renderAddresses } from './address-files.ts';

writeFileSync(addressesFile, renderAddresses());
