// Tells the server the browser's time zone, so that dates are the person's own. It's a cookie because the server draws
// the dates into charts and PDFs, too. It says nothing but the zone, and ends with the browser's session.

function timeZone(script) {
  const { cookie: name, path, secure } = script.dataset;
  const cookies = () => document.cookie.split("; ");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || cookies().includes(`${name}=${zone}`)) return;
  const isFirst = !cookies().some((cookie) => cookie.startsWith(`${name}=`));
  document.cookie = `${name}=${zone}; path=${path}; samesite=lax${secure}`;
  // The dates on this page are still the server's. Only once, in case the cookie is refused or the zone is unknown.
  const isStored = cookies().includes(`${name}=${zone}`);
  if (isFirst && isStored && document.querySelector("[data-server-dates]")) location.reload();
}

start("time-zone", timeZone);
