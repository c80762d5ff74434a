// A stock ltijs tool, as its own guide sets one up; run as a process of its own with its settings as JSON.
const { Provider } = require('ltijs');

const settings = JSON.parse(process.argv[2]);
const lti = Provider;

lti.setup(
  'a key for tests and benchmarks only',
  { url: settings.mongoUri },
  {
    appRoute: '/launch',
    loginRoute: '/login',
    keysetRoute: '/keys',
    cookies: { secure: false, sameSite: 'None' },
    devMode: false,
    tokenMaxAge: settings.tokenMaxAge ?? 60,
  },
);
lti.onConnect((token, _request, response) => response.send(`launched ${token.user}`));

(async () => {
  await lti.deploy({ port: settings.port, silent: true });
  await lti.registerPlatform({
    url: settings.issuer,
    name: 'Stand-in',
    clientId: settings.clientId,
    authenticationEndpoint: settings.authUrl,
    accesstokenEndpoint: settings.tokenUrl,
    authConfig: { method: 'JWK_SET', key: settings.jwksUrl },
  });
  process.stdout.write('ready\n');
})().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
