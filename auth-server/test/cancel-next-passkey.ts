/** Has the person cancel the next prompt of their passkey, on a page that `openPage` has opened. */
export function cancelNextPasskey(): void {
  const { credentials } = navigator;
  const { get } = credentials;
  credentials.get = () => {
    credentials.get = get;
    return Promise.reject(new DOMException("cancelled", "NotAllowedError"));
  };
}
