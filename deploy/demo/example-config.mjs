// The latchkey.json of the demonstration: both jobs, for oneself and for the desk.

export const CONFIG = {
  title: 'Latchkey behind a gateway',
  signIn: true,
  allowOwnConnections: false,
  connections: [
    {
      id: 'my-pass',
      name: 'My pass',
      service: 'access-code',
      base: '/api/gym',
      auth: 'gateway',
      subject: 'me',
    },
    { id: 'gym', name: 'Studio desk', service: 'access-code', base: '/api/gym', auth: 'gateway' },
    {
      id: 'my-codes',
      name: 'My activation codes',
      service: 'activation-codes',
      base: '/api/identity',
      tenant: 'demo',
      installation: 'ssms',
      auth: 'gateway',
      subject: 'me',
    },
    {
      id: 'identity',
      name: 'Help desk',
      service: 'activation-codes',
      base: '/api/identity',
      tenant: 'demo',
      installation: 'ssms',
      auth: 'gateway',
      allowCreate: true,
    },
  ],
};
