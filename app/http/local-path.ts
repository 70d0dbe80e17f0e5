/** The local path to go to after signing in; anything that could lead to another site becomes the first page. */
export function localPath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path)) return "/";
  // A browser drops tabs and line breaks, and reads « /\t/site » as another site.
  return /[\s\\]|^\/(connexion|deconnexion)(\/|\?|$)/.test(path) || path.length > 2000 ? "/" : path;
}
