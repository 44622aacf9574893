package mailtls.conformance.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.stream.Stream;
import mailtls.conformance.command.Trouble;
import picocli.CommandLine.Option;

/** Where the server listens. */
final class ListenerOptions {

    private static final int HIGHEST_PORT = 65_535;
    private static final String EPHEMERAL = "ephemeral";

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "The address to listen on (127.0.0.1); 0.0.0.0 and :: are all of them.")
    private String address = "127.0.0.1";

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Each port is N and its standard port (1000); 0 for the standard ports themselves,"
                    + " ephemeral for any that are free.")
    private String portBase = "1000";

    /**
     * Returns the address to listen on.
     *
     * @throws Trouble if there is no such address
     */
    InetAddress address() {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw Trouble.withUsage("--address: there is no “" + address + "”", "name one that this machine has");
        }
    }

    /**
     * Returns the address and port for a service; port 0 stands for any that is free.
     *
     * @throws Trouble if there is no such address or port
     */
    InetSocketAddress addressOf(Service service) {
        OptionalInt base = base();
        return new InetSocketAddress(address(), base.isPresent() ? base.getAsInt() + service.port() : 0);
    }

    private OptionalInt base() {
        if (portBase.equals(EPHEMERAL)) {
            return OptionalInt.empty();
        }
        int highest = HIGHEST_PORT
                - Stream.of(Service.values()).mapToInt(Service::port).max().orElseThrow();
        if (!portBase.matches("\\d{1,5}") || Integer.parseInt(portBase) > highest) {
            throw Trouble.withUsage(
                    "--port-base: no ports begin at “" + portBase + "”",
                    "give a number up to " + highest + ", or " + EPHEMERAL);
        }
        return OptionalInt.of(Integer.parseInt(portBase));
    }
}
