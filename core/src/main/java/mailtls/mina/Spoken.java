package mailtls.mina;

import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.machine.Protocol;

/**
 * What is spoken on a connection, and who is told of it: the same for all of a listener's, and new for each that a client makes.
 *
 * @param protocol what is spoken
 * @param mode how TLS is begun, in a word for the log: {@code implicit}, {@code starttls} or {@code cleartext}
 * @param isImplicit whether the handshake comes before the protocol
 * @param tls makes TLS
 * @param events is told what happens
 * @param wire sees what is said, without secrets
 */
record Spoken(Protocol protocol, String mode, boolean isImplicit, TlsFilter tls, EventLog events, WireLogs wire) {}
