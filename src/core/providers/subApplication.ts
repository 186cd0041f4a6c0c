/** An application of VOD: media and tasks are kept apart by it. */
export interface SubApplication {
  readonly id: number;
  readonly name: string;
  /** Off: its media stay, and so do its tasks, but nothing new can be done with it. */
  readonly on: boolean;
}

/** As far as it is known of one that a row shows; `name` is empty where only the number is. */
export type ShownApplication = Pick<SubApplication, 'id' | 'name'>;
