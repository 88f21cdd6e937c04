import { type Html, html } from './html.ts';
import type { Subject } from './result.ts';

/** What was bundled for each function, and how to compare it with what runs. */
export const codeAnnex = ({
  code,
}: Pick<Subject, 'code'>): Html => html`<section aria-labelledby="code"><h2 id="code">Code of functions</h2>
<p>The package is a hash of what went into it, and the name under which the bucket of code holds it. Lambda's own <code>CodeSha256</code> is of the
archive as it was uploaded: the archive is made when it is published, by the compression of the machine that publishes, so it is not known here. To
compare what runs: fetch the package from the bucket of code, hash its files, and compare them with these; then compare its own SHA-256, in
base64, with the <code>CodeSha256</code> that <code>lambda:GetFunctionConfiguration</code> tells of the function. Guardrails keep
<code>lambda:GetFunction</code> from everybody here, for the address it gives works from anywhere.</p>
${
  code.length === 0
    ? html`<p>There is no function.</p>`
    : html`<div class="scroll"><table><thead><tr><th scope="col">Function</th><th scope="col">Name</th><th scope="col">Package</th><th scope="col">Files, SHA-256</th></tr></thead>
<tbody>${code.map(
        ({ resource, name, asset, files }) =>
          html`<tr><th scope="row"><code>${resource}</code></th><td>${name}</td><td><code>${asset}</code></td><td>${
            files.length === 0
              ? 'unknown: its package is not in the assembly'
              : files.map(({ path, sha256 }) => html`<code>${path}</code> <code>${sha256}</code> `)
          }</td></tr>`,
      )}</tbody></table></div>`
}
</section>
`;
