import { Screen } from "../ui/screen.tsx";

export function App() {
  return (
    <Screen>
      <h1>Your account</h1>
    </Screen>
  );
}
