"""A mail server on aiosmtpd, with STARTTLS and a log-in. Prints its port, and writes down each mail that it takes."""

import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

with open(sys.argv[1], encoding="utf-8") as file:
    settings = json.load(file)
put_off = set()


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == settings["refused"]:
            return "550 5.1.1 no such user here"
        if address == settings["later"] or (address == settings["once"] and address not in put_off):
            put_off.add(address)
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "raw": base64.b64encode(envelope.content).decode("ascii"),
        }
        with open(settings["taken"], "a", encoding="utf-8") as file:
            file.write(json.dumps(mail) + "\n")
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    knows = data.login == settings["user"].encode() and data.password == settings["password"].encode()
    return AuthResult(success=knows, handled=knows)


async def main():
    loop = asyncio.get_running_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings["certificate"], settings["key"])

    def session():
        return SMTP(
            Handler(),
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=authenticate,
            loop=loop,
        )

    server = await loop.create_server(session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
