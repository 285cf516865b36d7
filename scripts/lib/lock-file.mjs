/** @typedef {{ version?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} LockedPackage */

/**
 * Optional packages (builds for a platform) that a package names and the lock does not hold.
 * @param {{ packages: Record<string, LockedPackage> }} lock
 * @returns {{ name: string, version: string, dev: boolean }[]}
 */
export function findMissingBuilds({ packages }) {
  return Object.entries(packages).flatMap(([place, { dev = false, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, place, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/**
 * Looks where Node would: beside the package's own modules, then in every folder above.
 * @param {Record<string, LockedPackage>} packages
 * @param {string} place
 * @param {string} name
 */
function isLocked(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}
