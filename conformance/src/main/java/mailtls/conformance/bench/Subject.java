package mailtls.conformance.bench;

import java.net.InetSocketAddress;
import java.util.List;
import mailtls.conformance.peer.Target;

/**
 * A server under load.
 *
 * @param name what it is called in reports
 * @param target what is spoken, and where
 * @param address where that is, looked up once: what DNS takes is not the server's doing
 * @param pids its processes, if they run on this machine and somebody has named them; descendants need no name
 * @param tls makes its clients' engines
 */
record Subject(String name, Target target, InetSocketAddress address, List<Long> pids, ClientTls tls) {}
