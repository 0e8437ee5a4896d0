// The live preview alone has this: what is wrong with the content now, above whatever page is open. It comes as a file
// of its own, so that a mistake is told at once and no page has to be made anew for it.
const { problems } = await (await fetch(new URL("/preview.json", location.href), { cache: "no-store" })).json();
if (problems.length) {
  const notice = document.createElement("div");
  notice.className = "notice";
  const head = document.createElement("strong");
  head.textContent = "The preview shows the last state without mistakes.";
  const list = document.createElement("ul");
  for (const problem of problems) list.appendChild(document.createElement("li")).textContent = problem;
  notice.append(head, list);
  document.querySelector("main")?.before(notice);
}