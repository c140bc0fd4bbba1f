/** A spec that would do anything to run, to load, to lead away, or to be taken for a part of the page. */
export const hostileSpec = `---
subject: ../src/hostile.ts
---
# Hostile {{project}} {{> docs/head}} </title><script>alert("title")</script>

<script>alert("block"); fetch("https://evil.test/1")</script>

<img src="https://evil.test/2.png" onerror="alert('onerror')">

<svg onload="alert('svg')"><script>alert(1)</script></svg>

<style>body { display: none } @import "https://evil.test/3.css";</style>

<iframe src="https://evil.test/4"></iframe> <base href="https://evil.test/"> <meta http-equiv="refresh" content="0;url=https://evil.test/5">

<form action="https://evil.test/6"><button id="tools" autofocus onfocus="alert(2)">go</button></form>

[one](javascript:alert(3)) [two](JaVaScRiPt:alert(4)) [three](data:text/html,<script>alert(5)</script>)
[four](vbscript:x) [five](//evil.test/7) [six](../../../../etc/passwd) [seven](file:///etc/passwd)
[eight](<javascript:alert(6)> "title\\" onmouseover=\\"alert(7)") ![nine](https://evil.test/8.png) ![ten](data:image/svg+xml,x)
<https://evil.test/9> <javascript:alert(8)> [eleven][ref]

[ref]: javascript:alert(9)

## </h2><script>alert("heading")</script> {{{raw}}}

<!-- id: content -->

| \`a\` | \`f(a)\` | why |
| --- | --- | --- |
| \`"</script><script>alert('row')</script>"\` | \`"</td></table><img src=x onerror=alert(10)>"\` | </tr></table><b onclick=alert(11)> |

- \`f("<img src=x onerror=alert(12)>")\` is \`"--><script>alert(13)</script>"\`.

\`\`\`ts
f("</code></pre><script>alert(14)</script>") // => "</script>"
\`\`\`

\`\`\`"><script>alert(15)</script>
fence
\`\`\`

## constructor

It MUST \`__proto__\` hold[^<script>alert(16)</script>].

[^<script>alert(16)</script>]: <script>alert(17)</script>

### Scenario: "><script>alert(18)</script>

- When \`f(1)\`
- Then the result is \`"\u2028</script>"\`
`;
