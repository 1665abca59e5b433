#!/bin/sh
# For a server that speaks TLS itself: hands a new certificate over, without disconnecting anybody.
# To /etc/letsencrypt/renewal-hooks/deploy/parley; certbot runs it after each renewal and tells it where the files are.
set -eu

source=${RENEWED_LINEAGE:?certbot sets it; by hand: RENEWED_LINEAGE=/etc/letsencrypt/live/calls.example}
install -d -m 0750 -o root -g parley /etc/parley/tls
# Each is put in place whole. Between the two the pair does not fit; the server reads it only when it is told to.
for name in privkey.pem fullchain.pem; do
  install -m 0640 -o root -g parley "$source/$name" "/etc/parley/tls/.$name"
  mv "/etc/parley/tls/.$name" "/etc/parley/tls/$name"
done
systemctl reload parley

# coturn, where it uses the same certificate, reads it anew on SIGUSR2.
if systemctl is-active --quiet coturn && [ -d /etc/coturn ]; then
  install -m 0640 -o root -g turnserver "$source/privkey.pem" /etc/coturn/key.pem
  install -m 0640 -o root -g turnserver "$source/fullchain.pem" /etc/coturn/certificate.pem
  systemctl kill --signal=SIGUSR2 coturn
fi
