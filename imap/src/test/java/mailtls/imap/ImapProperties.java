package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.tls.ListenerPolicy;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds whatever a client says. */
class ImapProperties {

    private static final String MESSAGE = """
            From: Bob <bob@example.org>
            Subject: =?utf-8?q?gr=C3=BC=C3=9Fe?=
            Content-Type: multipart/mixed; boundary=b

            --b

            one
            --b
            Content-Type: message/rfc822

            Subject: inner

            two
            --b--
            """;

    private static final List<String> IN_ANY_STATE = List.of(
            "CAPABILITY", "NOOP", "ID NIL", "ID (\"name\" {1+}\r\nx)", "NONSENSE", "STARTTLS x", "NOOP {3+}\r\nxyz");

    private static final List<String> BEFORE_LOGIN = List.of(
            "LOGIN alice wrong",
            "LOGIN {5+}\r\nalice {5+}\r\nwrong",
            "AUTHENTICATE SCRAM-SHA-256 !",
            "AUTHENTICATE PLAIN AGFsaWNlAHdyb25n",
            "SELECT INBOX");

    private static final List<String> AFTER_LOGIN = List.of(
            "SELECT INBOX",
            "EXAMINE INBOX",
            "SELECT missing",
            "LIST \"\" *",
            "LSUB \"\" %",
            "CREATE a/b",
            "DELETE a/b",
            "RENAME a c",
            "SUBSCRIBE a",
            "STATUS INBOX (MESSAGES UNSEEN UIDNEXT)",
            "APPEND INBOX (\\Seen) {13+}\r\nSubject: x\r\n\r\n",
            "FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)",
            "UID FETCH 1:* (BODY.PEEK[] BODY[1]<1.2> BODY.PEEK[2.HEADER.FIELDS (SUBJECT)])",
            "FETCH 1 RFC822",
            "STORE 1:* +FLAGS (\\Deleted kept)",
            "UID STORE 2 -FLAGS.SILENT \\Deleted",
            "SEARCH OR SUBJECT \"gr\" NOT SEEN",
            "UID SEARCH RETURN (MIN COUNT) DELETED",
            "COPY 1 a/b",
            "MOVE 1 INBOX",
            "EXPUNGE",
            "UID EXPUNGE 1:2",
            "ENABLE IMAP4rev2",
            "CLOSE",
            "UNSELECT",
            "IDLE\r\nDONE",
            "CHECK",
            "NAMESPACE");

    private static House house() {
        return new House().deliver(MESSAGE, "Subject: plain\n\nText\n");
    }

    /** RFC 9051 section 6.2.1: what was said before the handshake has no bearing on what follows it. */
    @Property(tries = 200)
    void nothingSurvivesTheUpgrade(
            @ForAll("talkBeforeLogin") List<String> before,
            @ForAll("octets") String early,
            @ForAll("talk") List<String> after) {
        House one = house();
        MemoryPeer fresh = MemoryPeer.overTls(one.protocol(ListenerPolicy.STARTTLS_OFFERED));
        fresh.heard();
        House other = house();
        MemoryPeer upgraded = other.inClear();
        before.forEach(upgraded::say);
        upgraded.send("t STARTTLS\r\n" + early);
        upgraded.upgrade();
        upgraded.events().clear();

        assertEquals(answers(one, fresh, after), answers(other, upgraded, after));
        assertEquals(fresh.events(), upgraded.events());
    }

    /** The rest of the thesis: STARTTLS and implicit TLS lead to the same conversation, and to the same mail. */
    @Property(tries = 200)
    void anUpgradedConversationEqualsOneThatBeganInTls(@ForAll("talk") List<String> talk) {
        House one = house();
        House other = house();
        MemoryPeer implicit = one.overTls();
        MemoryPeer upgraded = other.inClear();
        upgraded.say("t STARTTLS");
        upgraded.upgrade();

        assertEquals(answers(one, implicit, talk), answers(other, upgraded, talk));
        assertEquals(one.inbox().messages().toString(), other.inbox().messages().toString());
        assertEquals(one.mail().mailboxes(), other.mail().mailboxes());
    }

    /** Where octets are cut on their way has no bearing on what they mean. */
    @Property(tries = 200)
    void segmentationDoesNotMatter(@ForAll("talk") List<String> talk, @ForAll @Size(max = 12) List<Integer> cuts) {
        String octets = String.join("\r\n", tagged(talk)) + "\r\n";
        House one = house();
        House other = house();
        MemoryPeer whole = one.overTls();
        MemoryPeer pieces = other.overTls();

        assertEquals(one.timeless(whole.send(octets)), other.timeless(inPieces(pieces, octets, cuts)));
        assertEquals(whole.events(), pieces.events());
    }

    /** One octet at a time is the hardest of all cuts. */
    @Property(tries = 30)
    void oneOctetAtATimeIsTheSame(@ForAll("talk") List<String> talk) {
        String octets = String.join("\r\n", tagged(talk)) + "\r\n";
        var said = new StringBuilder();
        House one = house();
        House other = house();
        MemoryPeer slow = other.overTls();
        octets.chars().forEach(octet -> said.append(slow.send(String.valueOf((char) octet))));

        assertEquals(one.timeless(one.overTls().send(octets)), other.timeless(said.toString()));
    }

    /** Nothing a client sends throws, and what comes back is lines. */
    @Property(tries = 500)
    void noLineThrows(@ForAll("octets") String octets) {
        for (MemoryPeer peer : List.of(house().selected(), house().loggedIn(), house().overTls(), house().inClear())) {
            String reply = peer.send(octets + "\r\n");

            assertTrue(reply.isEmpty() || reply.endsWith("\r\n"), reply);
        }
    }

    /** Nor does what is almost a command. */
    @Property(tries = 1_000)
    void noAlmostCommandThrows(@ForAll("almostCommand") String line) {
        MemoryPeer peer = house().selected();

        String reply = peer.send("t " + line + "\r\n");

        assertTrue(reply.isEmpty() || reply.endsWith("\r\n"), reply);
        assertTrue(new WellFormed(reply).tagged("t").size() <= 1, reply);
    }

    /** Each tagged command gets one tagged reply, and literals are as long as they say. */
    @Property(tries = 300)
    void everyReplyIsWellFormed(@ForAll("talk") List<String> talk) {
        MemoryPeer peer = house().overTls();
        List<String> commands = tagged(talk);
        for (int i = 0; i < commands.size(); i++) {
            var reply = new WellFormed(peer.say(commands.get(i)));

            assertEquals(1, reply.tagged("t" + i).size(), commands.get(i));
        }
    }

    /** Over cleartext no password is looked at: the right one leads nowhere, whichever way it is sent. */
    @Property(tries = 100)
    void noRowOverCleartextSeesAPassword(
            @ForAll("cleartextListener") ListenerPolicy policy, @ForAll("rightPassword") String login) {
        MemoryPeer peer = house().inClear(policy);

        peer.say("a " + login);

        assertTrue(peer.say("b SELECT INBOX").startsWith("b BAD "));
        assertTrue(peer.events().stream()
                .noneMatch(event -> event instanceof Event.LoggedIn || event instanceof Event.LoginFailed));
    }

    @Provide
    Arbitrary<ListenerPolicy> cleartextListener() {
        return Arbitraries.of(
                ListenerPolicy.STARTTLS_OFFERED, ListenerPolicy.STARTTLS_REQUIRED, ListenerPolicy.CLEARTEXT_ONLY);
    }

    @Provide
    Arbitrary<String> rightPassword() {
        return Arbitraries.of(
                "LOGIN alice secret",
                "LOGIN {5+}\r\nalice {6+}\r\nsecret",
                "AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==",
                "AUTHENTICATE PLAIN\r\nAGFsaWNlAHNlY3JldA==",
                "AUTHENTICATE LOGIN\r\nYWxpY2U=\r\nc2VjcmV0");
    }

    @Provide
    Arbitrary<List<String>> talkBeforeLogin() {
        return commands(IN_ANY_STATE, BEFORE_LOGIN).list().ofMaxSize(6);
    }

    /** Talk in which somebody may log in, early enough for the rest to have an effect. */
    @Provide
    Arbitrary<List<String>> talk() {
        Arbitrary<List<String>> whole =
                commands(IN_ANY_STATE, AFTER_LOGIN).list().ofMaxSize(10);
        return Arbitraries.of(
                        "LOGIN alice secret", "AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==", "LOGIN alice wrong", "NOOP")
                .flatMap(first -> whole.map(rest -> {
                    var talk = new ArrayList<>(List.of(first));
                    talk.addAll(rest);
                    return talk;
                }));
    }

    private static Arbitrary<String> commands(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return Arbitraries.of(all);
    }

    @Provide
    Arbitrary<String> octets() {
        return Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(60);
    }

    /** The words of the grammar, in no good order. */
    @Provide
    Arbitrary<String> almostCommand() {
        return Arbitraries.of(
                        "FETCH",
                        "UID",
                        "STORE",
                        "SEARCH",
                        "COPY",
                        "APPEND",
                        "LIST",
                        "STATUS",
                        "SELECT",
                        "AUTHENTICATE",
                        "LOGIN",
                        "ENABLE",
                        "ID",
                        "IDLE",
                        " ",
                        " ",
                        " ",
                        " ",
                        "(",
                        ")",
                        "(",
                        ")",
                        "1:*",
                        "*",
                        "1",
                        "4294967296",
                        "0",
                        "$",
                        "BODY[",
                        "BODY.PEEK[",
                        "]",
                        "1.2",
                        "HEADER",
                        "HEADER.FIELDS",
                        "TEXT",
                        ".MIME",
                        "<0.5>",
                        "<",
                        ">",
                        "FLAGS",
                        "+FLAGS",
                        "ENVELOPE",
                        "BODYSTRUCTURE",
                        "RFC822",
                        "ALL",
                        "FULL",
                        "\\Seen",
                        "\\",
                        "kept",
                        "INBOX",
                        "\"",
                        "\"a\"",
                        "{3+}\r\nxyz",
                        "{2}",
                        "{0+}\r\n",
                        "~{1+}\r\n\0",
                        "NIL",
                        "OR",
                        "NOT",
                        "SUBJECT",
                        "SINCE",
                        "1-Feb-2026",
                        "99-Foo-2026",
                        "RETURN",
                        "MIN",
                        "CHARSET",
                        "UTF-8",
                        "KOI8-R",
                        "%",
                        "&",
                        "&AAo-",
                        "&2D0-",
                        "\u00fc",
                        "\0",
                        "\r",
                        "\n",
                        "NOOP")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join("", words));
    }

    private static List<String> tagged(List<String> talk) {
        var tagged = new ArrayList<String>();
        talk.forEach(command -> tagged.add("t" + tagged.size() + " " + command));
        return tagged;
    }

    private static List<String> answers(House house, MemoryPeer peer, List<String> talk) {
        return tagged(talk).stream().map(peer::say).map(house::timeless).toList();
    }

    private static String inPieces(MemoryPeer peer, String octets, List<Integer> cuts) {
        var said = new StringBuilder();
        int from = 0;
        for (int cut : cuts.stream()
                .map(cut -> Math.floorMod(cut, octets.length()))
                .sorted()
                .toList()) {
            said.append(peer.send(octets.substring(from, cut)));
            from = cut;
        }
        return said.append(peer.send(octets.substring(from))).toString();
    }
}
