import { html, nothing, type TemplateResult } from 'lit-html';
import type { PageContext } from '../../page.ts';
import { confirmAction } from '../../parts/confirm-dialog.ts';
import { countText } from '../../parts/number.ts';
import { operatorOnly } from '../../parts/operator-only.ts';
import type { OverviewAnswer } from './deletions-answers.ts';

const pauseHours = 24;
const approvalHours = 24;

async function pause({ api, update }: PageContext): Promise<void> {
  await confirmAction({
    title: 'Pause deletions',
    text: html`<p>For ${pauseHours} hours nothing is planned; what is planned already is deleted all the same. What becomes due meanwhile stays longer than was promised.</p>`,
    verb: 'Pause deletions',
    act: async (reason) => {
      await api.post('/api/deletions/pause', { reason, hours: pauseHours });
      update();
    },
  });
}

async function resume({ api, update }: PageContext): Promise<void> {
  await confirmAction({
    title: 'Go on with deletions',
    text: html`<p>What is due goes with the next run, within seconds.</p>`,
    verb: 'Go on',
    act: async (reason) => {
      await api.post('/api/deletions/resume', { reason });
      update();
    },
  });
}

async function approve(count: number, { api, update }: PageContext): Promise<void> {
  const name = `${count} deletions`;
  await confirmAction({
    title: 'Approve deletions',
    text: html`<p>The circuit breaker has stopped because so much is due at once. Up to ${countText(count)} within 24 hours may go then, beginning with the next run. What is deleted cannot be brought back.</p>`,
    verb: 'Approve',
    isDangerous: true,
    typed: name,
    act: async (reason) => {
      await api.post('/api/deletions/approve', { reason, hours: approvalHours, count, confirm: name });
      update();
    },
  });
}

/** The buttons that fit to how deletions stand; whoever may not act is told. */
export const deletionActs = (overview: OverviewAnswer, context: PageContext): TemplateResult =>
  operatorOnly(context, 'Pausing and approving deletions', () => {
    const { pause: standing, toApproveCount } = overview;
    return html`
      ${
        standing === null
          ? html`<button type="button" @click=${() => pause(context)}>Pause deletions …</button>`
          : html`<button type="button" class="primary" @click=${() => resume(context)}>Go on with deletions …</button>`
      }
      ${
        toApproveCount === null || toApproveCount === 0
          ? nothing
          : html`<button type="button" class="danger" @click=${() => approve(toApproveCount, context)}>Approve ${countText(toApproveCount)} deletions …</button>`
      }
    `;
  });
