package mailtls.conformance.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Replies.Replied;

/**
 * How many conversations a server has room for at the same time. Many servers give a client few connections, and some serve one
 * after the other: then cases that are played at the same time would get in each other's way.
 */
final class Room {

    /** A case has one connection, and leaves one behind that the server may not have noticed to be over. */
    private static final int CONNECTIONS_FOR_A_CASE = 2;

    private Room() {}

    /** Returns how many cases may be played at the same time, at least one: connections are opened up to the first without a greeting. */
    static int forCases(int wanted, Connector connector, MailProtocol protocol, Mode mode) {
        List<Peer> greeted = new ArrayList<>();
        try {
            while (greeted.size() < wanted * CONNECTIONS_FOR_A_CASE) {
                Peer peer = connector.connect();
                if (!greets(peer, protocol, mode)) {
                    peer.close();
                    break;
                }
                greeted.add(peer);
            }
        } catch (IOException full) {
            // That many, and no more.
        }
        greeted.forEach(Peer::close);
        return Math.max(1, greeted.size() / CONNECTIONS_FOR_A_CASE);
    }

    private static boolean greets(Peer peer, MailProtocol protocol, Mode mode) {
        return (mode == Mode.STARTTLS || peer.handshake().isDone())
                && new Replies(protocol, peer).line() instanceof Replied greeting
                && greeting.reply().status().equals(Border.of(protocol).greeting());
    }
}
