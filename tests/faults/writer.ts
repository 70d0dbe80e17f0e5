import { setTimeout as sleep } from "node:timers/promises";
import { schemaVersion } from "~/editor/protocol";
import { Client } from "../realtime/client";
import type { Person } from "./person";

/**
 * A teacher who writes in a scenario until told to stop, one marker at a time. When the line breaks, either the tab stays
 * open and sends again what was not acknowledged, or it was closed: what the browser held is gone, and only what the
 * server promised can be there.
 */
export class Writer {
  readonly typed: string[] = [];
  readonly acknowledged = new Set<string>();
  private client: Client | undefined;
  private stopping = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly person: Person,
    private readonly scenarioId: string,
    private readonly letter: string,
    private readonly habits: { keepsTab: boolean; transports: ("polling" | "websocket")[]; paceMs: number },
  ) {}

  get keepsTab(): boolean {
    return this.habits.keepsTab;
  }

  starts(): void {
    this.running = this.write();
    this.running.catch(() => undefined); // told by stops()
  }

  /** One last marker, so that everything before it is committed too; then the tab is closed. @throws what went wrong */
  async stops(): Promise<void> {
    this.stopping = true;
    await this.running;
    this.client?.close();
  }

  private async write(): Promise<void> {
    while (!this.stopping) {
      await this.type();
      await sleep(this.habits.paceMs);
    }
    const last = await this.person.until("a last word", async () => ((await this.type()) ? true : null));
    if (!last) throw new Error("unreachable");
  }

  /** Types a marker; whether it was acknowledged. */
  private async type(): Promise<boolean> {
    const client = this.client?.socket.connected
      ? this.client
      : await this.person.until("the text", () => this.opens());
    const marker = `${this.letter}${this.typed.length}`;
    this.typed.push(marker);
    const answer = await client.write(marker, 20_000).catch(() => null);
    if (answer?.ok) this.acknowledged.add(marker);
    else client.close();
    return answer?.ok === true;
  }

  /** Opens the text, or opens it again. */
  private async opens(): Promise<Client | null> {
    const again = this.habits.keepsTab ? this.client : undefined;
    if (this.client && !again) this.client.close();
    const client =
      again ??
      new Client({
        url: this.person.browser.origin,
        cookie: this.person.browser.cookieHeader(),
        origin: this.person.browser.origin,
        transports: this.habits.transports,
        schema: schemaVersion,
      });
    this.client = client;
    if (again) client.socket.connect();
    await client.connected();
    const joined = await client.join(this.scenarioId);
    if (joined.ok && joined.access !== "edit") throw new Error(`${this.person.name} may no longer write`);
    return joined.ok ? client : null;
  }
}
