import { optional, setting, text, wholeNumber } from './setting.ts';

const path = {
  about:
    'file or folder with the register of producers and labels (YAML); persister and deleter do without, and then tell every producer on the shared feedback topic',
  example: './register',
};

const REGISTER_RELOAD_SECONDS = setting(wholeNumber({ min: 1, max: 86_400 }).default(30), {
  about: 'how often the register is looked at for changes',
  example: '30',
});

/** The register, for a service that cannot do without. */
export const registerSettings = { REGISTER_PATH: setting(text(), path), REGISTER_RELOAD_SECONDS };

/** The register, for a service that goes on with its work when there is none. */
export const optionalRegisterSettings = { REGISTER_PATH: setting(optional(text()), path), REGISTER_RELOAD_SECONDS };
