import { phrase, type Translate } from '../../core/model/phrase.ts';
import { html, type Markup } from './markup.ts';
import type { Course, Fact, Outcome, Report, ReportPart } from './report.ts';

/** What the page asks for. `copy` is the number of a text that the page was made with. */
export type PageMessage =
  | { readonly ask: 'json' | 'report' | 'console' | 'alike' }
  | { readonly ask: 'copy'; readonly copy: number };

export interface PageOptions {
  readonly t: Translate;
  /** Lets the styles and the script of the page run, and nothing else. */
  readonly nonce: string;
  readonly language: string;
  readonly hasConsole: boolean;
  /** How many other loaded tasks failed for the same reason. */
  readonly alike: number;
}

export interface Page {
  readonly html: string;
  /** What {@link PageMessage} can ask to copy: the page says only its number. */
  readonly copies: readonly string[];
}

const icons: Readonly<Record<Outcome, string>> = {
  success: '✓',
  partial: '⊗',
  failure: '⊗',
  cancelled: '⊘',
  unknown: '?',
  running: '◐',
  waiting: '◷',
};

/** The report as a page of its own, for a web view without any rights. */
export function reportPage(report: Report, options: PageOptions): Page {
  const { t, nonce, language, hasConsole, alike } = options;
  const copies: string[] = [];
  const copyButton = (text: string): Markup => {
    copies.push(text);
    return html`<button class="copy" data-ask="copy" data-copy="${copies.length - 1}" title="${t(phrase('Copy'))}" aria-label="${t(phrase('Copy {0}'), text)}">${copyIcon}</button>`;
  };
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const page = html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${report.title}</title>
<style nonce="${nonce}">${styles}</style>
</head>
<body>
<main>
<h1><span class="${report.outcome}" aria-hidden="true">${icons[report.outcome]}</span> ${report.title} <small>${report.verdict}</small></h1>
<p class="about">${report.about} · <code>${report.taskId}</code> ${copyButton(report.taskId)}</p>
${
  report.reason &&
  html`<section class="reason" role="note"><strong>${report.reason.title}</strong><br>${report.reason.detail}</section>`
}
<p class="actions">
${
  alike > 0
    ? html`<button class="primary" data-ask="alike">${alike === 1 ? t(phrase('Show 1 other with this reason')) : t(phrase('Show {0} others with this reason'), alike)}</button>`
    : undefined
}
<button data-ask="json">${t(phrase('Raw JSON'))}</button>
<button data-ask="report">${t(phrase('Copy Report'))}</button>
${hasConsole ? html`<button data-ask="console">${t(phrase('Open Console'))}</button>` : undefined}
</p>
${report.course && courseSection(report.course, report.outcome, t)}
${report.parts.length > 0 ? partsSection(report, t, copyButton) : undefined}
${factsSection(t(phrase('Source')), report.source, copyButton)}
${factsSection(t(phrase('Identifiers')), report.ids, copyButton)}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
  return { html: page.text, copies };
}

/** A bar of 600 units: what was waited, then what was run. */
function courseSection({ waited, ran, from, to, text }: Course, outcome: Outcome, t: Translate): Markup {
  const waitedWidth = waited + ran === 0 ? 0 : Math.round((600 * waited) / (waited + ran));
  return html`<section>
<h2>${t(phrase('When'))}</h2>
<p class="course"><span>${from}</span>
<svg viewBox="0 0 600 12" preserveAspectRatio="none" role="img" aria-label="${text}"><rect class="waited" width="${waitedWidth}" height="12"></rect><rect class="${outcome}" x="${waitedWidth}" width="${600 - waitedWidth}" height="12"></rect></svg>
<span>${to}</span></p>
<p class="about">${text}</p>
</section>`;
}

function partsSection(report: Report, t: Translate, copyButton: (text: string) => Markup): Markup {
  const row = (part: ReportPart): Markup => html`<tr>
<td class="${part.state}">${part.state === 'failed' ? '⊗' : part.state === 'running' ? '◐' : '✓'}<span class="spoken">${t(stateWords[part.state])}</span></td>
<th scope="row">${part.name}</th><td>${part.template}</td><td>${part.progress}</td><td>${part.took}</td>
<td>${part.failure && html`<span class="failed">${part.failure}</span> `}${part.outputs.map((output) => html`<span class="output">${output} ${copyButton(output)}</span> `)}</td>
</tr>`;
  const heads = [phrase('Part'), phrase('Template'), phrase('Progress'), phrase('Took'), phrase('Result')];
  return html`<section>
<h2>${t(phrase('Parts'))}</h2>
<table><thead><tr><td></td>${heads.map((head) => html`<th scope="col">${t(head)}</th>`)}</tr></thead>
<tbody>${report.parts.map(row)}</tbody></table>
${report.morePart > 0 ? html`<p class="about">${t(phrase('{0} more parts stand in the JSON'), report.morePart)}</p>` : undefined}
</section>`;
}

const stateWords = {
  failed: phrase('Failed'),
  running: phrase('Running'),
  succeeded: phrase('Succeeded'),
} as const;

function factsSection(
  title: string,
  facts: readonly Fact[],
  copyButton: (text: string) => Markup,
): Markup | undefined {
  const row = ({ name, text }: Fact): Markup => html`<dt>${name}</dt><dd>${text} ${copyButton(text)}</dd>`;
  return facts.length === 0
    ? undefined
    : html`<section><h2>${title}</h2><dl>${facts.map(row)}</dl></section>`;
}

/** Two sheets: no font has to have a sign for it. */
const copyIcon = html`<svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true"><path d="M5 4.5h7.5v9H5zM3 11V2.5h7"></path></svg>`;

const styles = html`
body { padding: 0 1.5em; color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
main { max-width: 75em; }
h1 { font-size: 1.6em; margin: 0.8em 0 0.2em; overflow-wrap: anywhere; }
h1 small { font-weight: normal; font-size: 0.65em; color: var(--vscode-descriptionForeground); }
h2 { font-size: 1em; margin: 1.2em 0 0.4em; }
p { margin: 0.3em 0; }
.about { color: var(--vscode-descriptionForeground); overflow-wrap: anywhere; }
.reason { margin: 0.8em 0; padding: 0.7em 1em; overflow-wrap: anywhere; background: var(--vscode-inputValidation-errorBackground); border: 1px solid var(--vscode-inputValidation-errorBorder, transparent); border-left-width: 4px; }
.failure, .partial, .failed { color: var(--vscode-errorForeground); fill: var(--vscode-errorForeground); }
.success, .succeeded { color: var(--vscode-testing-iconPassed); fill: var(--vscode-testing-iconPassed); }
.running, .waiting { color: var(--vscode-charts-blue); fill: var(--vscode-charts-blue); }
.cancelled, .unknown, .waited { color: var(--vscode-descriptionForeground); fill: var(--vscode-descriptionForeground); }
.waited { opacity: 0.45; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5em; margin: 0.8em 0; }
button { font: inherit; padding: 0.3em 0.9em; cursor: pointer; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; }
button.primary { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
button.copy path { fill: none; stroke: currentColor; }
button.copy { padding: 0 0.2em; vertical-align: middle; line-height: 1; color: inherit; background: none; border-color: transparent; }
.course { display: flex; align-items: center; gap: 0.8em; }
.course svg { width: 36em; max-width: 60%; height: 0.9em; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; font-weight: normal; vertical-align: top; padding: 0.35em 0.9em 0.35em 0; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); overflow-wrap: anywhere; }
thead th, tbody th, td:not(:last-child) { white-space: nowrap; }
thead th { color: var(--vscode-descriptionForeground); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3em 1.5em; margin: 0; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; overflow-wrap: anywhere; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/** The page only says which of its buttons was pressed. */
const script = html`
const host = acquireVsCodeApi();
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ask]");
  if (button !== null) {
    const { ask, copy } = button.dataset;
    host.postMessage(copy === undefined ? { ask } : { ask, copy: Number(copy) });
  }
});
`;
