import pg from 'pg';

/**
 * A COPY .. FROM STDIN whose rows are there already: they follow the statement at once, without waiting for the server to ask
 * for them, so that it travels in one flight with other statements. When the statement fails the server drops them unread.
 */
export class CopyQuery extends pg.Query {
  readonly #text: string;
  readonly #frames: Buffer;

  /** `frames` = CopyData and CopyDone as a CopyWriter makes them; they must not change until the answer is there. */
  constructor(text: string, frames: Buffer, onAnswer: (error: Error | undefined, result: pg.ResultBuilder) => void) {
    super(text, onAnswer);
    this.#text = text;
    this.#frames = frames;
  }

  override submit = (connection: pg.Connection): void => {
    connection.query(this.#text);
    connection.stream.write(this.#frames);
  };

  /** pg would break the COPY off here, because it knows of no rows. */
  handleCopyInResponse(): void {}
}
