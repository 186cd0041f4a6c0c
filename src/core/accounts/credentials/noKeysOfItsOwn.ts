import { phrase } from '../../model/phrase.ts';
import { type Words, words } from '../../model/words.ts';

/** Why a profile of a vendor's tool holds no keys that could be used as they are. */
export type NoKeysOfItsOwn =
  | 'address'
  | 'anonymous'
  | 'bearerToken'
  | 'login'
  | 'machineRole'
  | 'program'
  | 'role'
  | 'rsaKeyPair';

/** The reason in words; of one that is not known here, that it is not. */
export function cannotBeUsed(reason: NoKeysOfItsOwn | undefined): Words {
  switch (reason) {
    case 'address':
      return words(phrase('fetches its keys from an address'));
    case 'anonymous':
      return words(phrase('has no keys'));
    case 'bearerToken':
      return words(phrase('holds a bearer token, not an access key'));
    case 'login':
      return words(phrase('gets its keys by a login of its own'));
    case 'machineRole':
      return words(phrase('stands for the role of a virtual machine and holds no keys'));
    case 'program':
      return words(phrase('gets its keys by running a program, which this extension does not do'));
    case 'role':
      return words(phrase('has to exchange its keys for those of a role first'));
    case 'rsaKeyPair':
      return words(phrase('holds an RSA key pair, not an access key'));
    case undefined:
      return words(phrase('is of a kind that is not known here'));
  }
}
