/** An address as it may be shown: a user name and password in it are left out, and so is what follows `?` or `#`. */
export function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return "an address that is none of http or https";
  const { protocol, host, pathname } = url;
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}
