type Writers<T> = { readonly [K in keyof T]?: (value: T[K]) => T[K] };

/** An object of VS Code's, with what is written to some of its properties made plain first. */
export function plainly<T extends object>(target: T, writers: Writers<T>): T {
  return new Proxy(target, {
    // VS Code's own classes keep private fields, which only they themselves can reach.
    get: (_target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (_target, key, value) => {
      const write = (writers as Readonly<Record<PropertyKey, ((value: unknown) => unknown) | undefined>>)[
        key
      ];
      return Reflect.set(target, key, write === undefined ? value : write(value), target);
    },
  });
}

/** For properties that may be absent. */
export function unlessAbsent<T>(make: (value: T) => T): (value: T | undefined) => T | undefined {
  return (value) => (value === undefined ? undefined : make(value));
}
