// An identity provider on loopback, for the tests: `node provider.mjs REDIRECT_URI`.
// It prints its address. Whoever POST /become names is signed in there, without a question.
import http from "node:http";
import { Provider } from "oidc-provider";

const [redirect] = process.argv.slice(2);
const people = new Map();
let who = "";

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "townline", client_secret: "a secret of the office", redirect_uris: [redirect] }],
    cookies: { keys: ["only for tests"] },
    claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["preferred_username"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (request.url === "/become") {
      let body = "";
      for await (const piece of request) body += piece;
      const { sub, ...claims } = JSON.parse(body);
      people.set(sub, claims);
      who = sub;
      response.end();
    } else if (request.url.startsWith("/interaction/")) {
      const refused = { error: "access_denied" };
      await provider.interactionFinished(request, response, who ? { login: { accountId: who } } : refused);
    } else {
      answer(request, response);
    }
  });
  console.log(issuer);
});
