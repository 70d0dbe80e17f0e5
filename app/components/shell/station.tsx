import { useEffect, useState } from "react";
import { io } from "socket.io-client";
import * as parser from "socket.io-msgpack-parser";
import { KeyValues } from "~/components/ui/key-values";
import { socketPath } from "~/editor/protocol";
import { useT } from "~/i18n/use-t";

type Result = "wait" | "yes" | "no";

/** Whether this device and network carry what the product needs; without JavaScript it says that much. */
export function Station({ serverTime, signedIn }: { serverTime: number; signedIn: boolean }) {
  const t = useT();
  const [script, setScript] = useState(false);
  const [cookies, setCookies] = useState<Result>("wait");
  const [drift, setDrift] = useState<number | null>(null);
  const websocket = useTransport("websocket", signedIn);
  const polling = useTransport("polling", signedIn);
  useEffect(() => {
    setScript(true);
    setCookies(navigator.cookieEnabled ? "yes" : "no");
    setDrift(Math.abs(Math.round((Date.now() - serverTime) / 1000)));
  }, [serverTime]);
  const word = (result: Result) => t(`about.station.${result}`);
  const socket = (result: Result, refused: string) => {
    if (!signedIn) return t("about.station.signInFirst");
    return result === "no" ? refused : word(result);
  };
  return (
    <KeyValues
      items={[
        { label: t("about.station.javascript"), value: script ? t("about.station.yes") : t("about.station.off") },
        { label: t("about.station.cookies"), value: word(cookies) },
        { label: t("about.station.websocket"), value: socket(websocket, t("about.station.blocked")) },
        { label: t("about.station.polling"), value: socket(polling, t("about.station.no")) },
        {
          label: t("about.station.clock"),
          value: drift === null ? t("about.station.wait") : t("about.station.drift", { seconds: drift }),
        },
      ]}
    />
  );
}

/** Opens one connection by one way alone, then closes it. */
function useTransport(transport: "websocket" | "polling", signedIn: boolean): Result {
  const [result, setResult] = useState<Result>("wait");
  useEffect(() => {
    if (!signedIn) return;
    const socket = io({ path: socketPath, transports: [transport], parser, reconnection: false, forceNew: true });
    socket.on("connect", () => {
      setResult("yes");
      socket.close();
    });
    socket.on("connect_error", () => setResult("no"));
    return () => void socket.close();
  }, [transport, signedIn]);
  return result;
}
