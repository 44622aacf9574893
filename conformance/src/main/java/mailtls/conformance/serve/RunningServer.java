package mailtls.conformance.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.mina.MinaServer;
import mailtls.tls.Engines;
import mailtls.wire.Limits;

/** A server that runs until it is closed: all services, or, if one of them finds no port, none. */
final class RunningServer implements AutoCloseable {

    private final MinaServer mina;
    private final List<Listening> listeners = new ArrayList<>();

    private RunningServer(MinaServer mina) {
        this.mina = mina;
    }

    /**
     * Opens the ports, in the order of {@link Service}.
     *
     * @param engines TLS
     * @param limits how much is put up with
     * @param log is told what happens
     * @param wire sees what is said
     * @param wanted what to serve where; port 0 stands for any that is free
     * @throws Trouble if a port can't be had
     */
    static RunningServer start(Engines engines, Limits limits, EventLog log, WireLogs wire, List<Listening> wanted) {
        var server = new RunningServer(new MinaServer(engines, limits, log, wire, Optional.empty()));
        try {
            wanted.forEach(server::bind);
            return server;
        } catch (RuntimeException notAll) {
            server.close();
            throw notAll;
        }
    }

    /** Returns the ports that are open. */
    List<Listening> listeners() {
        return List.copyOf(listeners);
    }

    /** Says farewell to all clients and closes the ports. */
    @Override
    public void close() {
        mina.close();
    }

    private void bind(Listening wanted) {
        try {
            listeners.add(wanted.at(mina.bind(wanted.listener())));
        } catch (IOException taken) {
            throw Trouble.unavailable(
                    "can't listen on " + wanted.place() + " for "
                            + wanted.service().protocolName() + ": " + innermost(taken),
                    whatToDo(wanted.address()));
        }
    }

    private static String whatToDo(InetSocketAddress address) {
        if (!isOurs(address.getAddress())) {
            return "give --address one that this machine has";
        }
        return address.getPort() > 0 && address.getPort() < 1024
                ? "ports below 1024 need a privilege on most systems: choose others with --port-base"
                : "stop what listens there, or choose other ports with --port-base";
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException nobodyKnows) {
            return true;
        }
    }

    /** The reason is the system's word: what is around it only says that there is one. */
    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
