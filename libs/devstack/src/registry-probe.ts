/** True when the registry answers its list of subjects. Never throws. */
export async function isRegistryReady(registryUrl: string, timeoutMs = 1000): Promise<boolean> {
  try {
    const response = await fetch(`${registryUrl}/subjects`, { signal: AbortSignal.timeout(timeoutMs) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
