export async function packageApp({ forTests }) {
  return String(forTests);
}
