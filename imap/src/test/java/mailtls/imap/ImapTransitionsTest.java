package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mailtls.connection.MemoryPeer;
import mailtls.machine.Command;
import mailtls.machine.Refusal;
import mailtls.machine.TableChecks;
import mailtls.machine.Transitions;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command is said in each state over each channel, and what happens is what the table says. */
class ImapTransitionsTest {

    private static final List<ImapState> STATES =
            List.of(ImapState.NOT_AUTHENTICATED, ImapState.AUTHENTICATED, ImapState.SELECTED);

    /** In clear one gets this far only where passwords are taken in clear. */
    private static final ListenerPolicy EXPOSED =
            new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR);

    private static final Map<Class<? extends Command>, String> SAID = Map.ofEntries(
            Map.entry(ImapCommand.Capability.class, "CAPABILITY"),
            Map.entry(ImapCommand.Noop.class, "NOOP"),
            Map.entry(ImapCommand.Id.class, "ID NIL"),
            Map.entry(ImapCommand.Logout.class, "LOGOUT"),
            Map.entry(ImapCommand.StartTls.class, "STARTTLS"),
            Map.entry(ImapCommand.Authenticate.class, "AUTHENTICATE SCRAM-SHA-256"),
            Map.entry(ImapCommand.AuthPlaintext.class, "AUTHENTICATE PLAIN\r\nAGFsaWNlAHNlY3JldA=="),
            Map.entry(ImapCommand.AuthWithPassword.class, "AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA=="),
            Map.entry(ImapCommand.Login.class, "LOGIN alice secret"),
            Map.entry(ImapCommand.Enable.class, "ENABLE IMAP4rev2"),
            Map.entry(ImapCommand.Select.class, "SELECT INBOX"),
            Map.entry(ImapCommand.Examine.class, "EXAMINE INBOX"),
            Map.entry(ImapCommand.Create.class, "CREATE new"),
            Map.entry(ImapCommand.Delete.class, "DELETE old"),
            Map.entry(ImapCommand.Rename.class, "RENAME old new"),
            Map.entry(ImapCommand.Subscribe.class, "SUBSCRIBE old"),
            Map.entry(ImapCommand.Unsubscribe.class, "UNSUBSCRIBE old"),
            Map.entry(ImapCommand.ListMailboxes.class, "LIST \"\" *"),
            Map.entry(ImapCommand.Lsub.class, "LSUB \"\" *"),
            Map.entry(ImapCommand.Namespace.class, "NAMESPACE"),
            Map.entry(ImapCommand.Status.class, "STATUS INBOX (MESSAGES)"),
            Map.entry(ImapCommand.Append.class, "APPEND INBOX {5+}\r\nx\r\n\r\n"),
            Map.entry(ImapCommand.Idle.class, "IDLE\r\nDONE"),
            Map.entry(ImapCommand.Check.class, "CHECK"),
            Map.entry(ImapCommand.Close.class, "CLOSE"),
            Map.entry(ImapCommand.Unselect.class, "UNSELECT"),
            Map.entry(ImapCommand.Expunge.class, "EXPUNGE"),
            Map.entry(ImapCommand.Search.class, "SEARCH ALL"),
            Map.entry(ImapCommand.Fetch.class, "FETCH 1 FLAGS"),
            Map.entry(ImapCommand.Store.class, "STORE 1 FLAGS (\\Seen)"),
            Map.entry(ImapCommand.Copy.class, "COPY 1 old"),
            Map.entry(ImapCommand.Move.class, "MOVE 1 old"));

    record Point(ListenerPolicy policy, ImapState state, Class<? extends Command> command, boolean tls) {
        Optional<Refusal> refusal() {
            return table().refusal(state, command, tls);
        }

        Transitions<ImapState, ImapSession> table() {
            return ImapTable.of(policy);
        }

        @Override
        public String toString() {
            return policy.tls() + " " + state + " " + command.getSimpleName() + (tls ? " over TLS" : " in clear");
        }
    }

    static Stream<Point> points() {
        var points = new ArrayList<Point>();
        for (Class<? extends Command> command : TableChecks.membersOf(ImapCommand.class)) {
            for (ImapState state : STATES) {
                points.add(new Point(EXPOSED, state, command, false));
                points.add(new Point(ListenerPolicy.IMPLICIT, state, command, true));
            }
            for (ListenerPolicy policy : List.of(
                    ListenerPolicy.STARTTLS_OFFERED, ListenerPolicy.STARTTLS_REQUIRED, ListenerPolicy.CLEARTEXT_ONLY)) {
                points.add(new Point(policy, ImapState.NOT_AUTHENTICATED, command, false));
            }
        }
        return points.stream();
    }

    private static MemoryPeer at(Point point) {
        var house = new House().deliver("Subject: one\n\nText\n");
        house.mail().create("old");
        MemoryPeer peer = point.tls() ? house.overTls() : house.inClear(point.policy());
        if (point.state() != ImapState.NOT_AUTHENTICATED) {
            peer.say("p LOGIN alice secret");
        }
        if (point.state() == ImapState.SELECTED) {
            peer.say("p SELECT INBOX");
        }
        return peer;
    }

    @ParameterizedTest
    @MethodSource("points")
    void whatTheTableTakesIsTakenAndWhatItRefusesIsRefused(Point point) {
        MemoryPeer peer = at(point);

        String reply = peer.say("t " + SAID.get(point.command()));

        String expected = point.refusal()
                .map(why -> why == Refusal.NEEDS_TLS ? "t NO [PRIVACYREQUIRED]" : "t BAD")
                .orElse(point.command() == ImapCommand.Authenticate.class ? "+ " : "t OK");
        assertTrue(("\r\n" + reply).contains("\r\n" + expected), reply);
    }

    static Stream<Point> refused() {
        return points().filter(point -> point.refusal().isPresent());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusalChangesNothing(Point point) {
        MemoryPeer refused = at(point);
        refused.say("t " + SAID.get(point.command()));

        String[] probe = {"q CAPABILITY", "q STATUS old (MESSAGES)", "q LIST \"\" *", "q FETCH 1:* FLAGS"};
        assertEquals(at(point).say(probe), refused.say(probe));
    }

    @Test
    void everyRowIsReachedByOneOfThesePoints() {
        List<Transitions.Row<ImapState, ImapSession>> reached = points().flatMap(
                        point -> point.table().find(point.state(), point.command(), point.tls()).stream())
                .toList();

        ImapTable.OFFERED.rows().forEach(row -> assertTrue(reached.contains(row), () -> row + " is not reached"));
    }

    @Test
    void aFailedSelectLeavesNoMailboxSelected() {
        MemoryPeer peer = new House().selected();

        String reply = peer.say("b SELECT missing", "c FETCH 1 FLAGS");

        assertEquals(
                "* OK [CLOSED] The other one is closed\r\n"
                        + "b NO [NONEXISTENT] No such mailbox\r\n"
                        + "c BAD FETCH is not allowed in this state\r\n",
                reply);
    }
}
