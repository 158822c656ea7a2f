#!/usr/bin/env bash
# configurable-http-proxy, the proxy of JupyterHub: a service behind it that refuses a large upload early is not heard.
#
# Guess: a service that knows from the head of a request that it will not take the body (too large, not allowed) answers
#   413 at once, and the sender hears it: HTTP allows an answer before the body is read, and curl straight at the service
#   shows the 413.
# What happens: through the proxy the sender gets no 413. The service answers and, with the body unread, closes; the proxy
#   is still writing the body to it, meets the closed connection and resets the sender's, or says 503 in the service's
#   place. A service behind it has to read a refused body to its end (within bounds) before it answers.
# Version: configurable-http-proxy 5.3.0 (npm), tornado 6.6.1, Python 3.11, node 20. Source: run below.
set -euo pipefail
folder=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet tornado==6.6.1
npm install --silent --prefix "$folder" configurable-http-proxy@5.3.0
cat >"$folder/service.py" <<'PY'
import asyncio, sys
import tornado.web

@tornado.web.stream_request_body
class Early(tornado.web.RequestHandler):
    def prepare(self):
        if "late" not in self.request.path:
            self.refuse()
    def data_received(self, chunk):
        pass
    def post(self):
        self.refuse()
    def refuse(self):
        self.set_status(413)
        self.finish("too large")

async def main():
    app = tornado.web.Application([(".*", Early)])
    app.listen(int(sys.argv[1]), "127.0.0.1", max_body_size=2**30, body_timeout=60)
    await asyncio.Event().wait()

asyncio.run(main())
PY
cat >"$folder/ask.py" <<'PY'
import sys, urllib.error, urllib.request

def ask(port, path):
    try:
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", b"x" * 200_000_000), timeout=60)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError as error:
        return f"no answer ({getattr(error, 'reason', error)})"

service, proxy = sys.argv[1:]
heard = {"through the proxy, refused early": ask(proxy, "/early"), "through the proxy, read to its end": ask(proxy, "/late")}
for how, what in heard.items():
    print(f"{how}: {what}")
early, late = heard.values()
assert late == "413", "a body that is read to its end is not answered either: this finding is out of date"
assert early != "413", "an early refusal comes through now: this finding is out of date"
PY
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
service=$(port); front=$(port); api=$(port)
"$folder/env/bin/python" "$folder/service.py" "$service" &
CONFIGPROXY_AUTH_TOKEN=x "$folder/node_modules/.bin/configurable-http-proxy" --ip 127.0.0.1 --port "$front" --api-ip 127.0.0.1 \
  --api-port "$api" --default-target "http://127.0.0.1:$service" --log-level error &
for _ in $(seq 100); do
  if python3 -c "import socket; [socket.create_connection(('127.0.0.1', p), 1) for p in ($service, $front)]" 2>/dev/null; then break; fi
  sleep 0.2
done
"$folder/env/bin/python" "$folder/ask.py" "$service" "$front"
