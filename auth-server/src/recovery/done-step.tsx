/** Says that the person is in, and what to do about what was lost. */
export function DoneStep() {
  return (
    <>
      <h1>You are back in.</h1>
      <p>Your new passkey opens your account. Nothing else of it has changed.</p>
      <p className="risk">
        The passkeys that you lost open it, too. Look at “Your keys”, and remove those that somebody else may
        have.
      </p>
      <a className="button main" href="/">
        Go to your account
      </a>
    </>
  );
}
