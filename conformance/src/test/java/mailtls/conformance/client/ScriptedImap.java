package mailtls.conformance.client;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.peer.Mode;

/** A client of IMAP that reads the first mail. */
final class ScriptedImap extends ScriptedClient {

    private static final Pattern LIST = Pattern.compile("\\[?CAPABILITY ([^\\]]*)]?");
    private static final Pattern REFERRAL =
            Pattern.compile("(?:\\[REFERRAL imaps?://[^@]*@|IMAPSIEVE=sieve://)([0-9.]+):(\\d+)");
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final Pattern KNOWN =
            Pattern.compile("\\* (OK|NO|BAD|BYE|PREAUTH|CAPABILITY|LIST|FLAGS|ID|\\d+ (EXISTS|RECENT|FETCH))\\b.*");

    /** More often than anybody should ask. */
    private static final int MANY = 30;

    private int tags;
    private final List<String> early = new ArrayList<>();
    private List<String> list = List.of();
    private boolean loggedIn;

    ScriptedImap(Flaw flaw, Mode mode) {
        super(flaw, mode);
    }

    @Override
    void talk(Session session) throws IOException {
        tags = 0;
        early.clear();
        if (!(is(Flaw.WAITS_FOR_NO_GREETING) && isImplicit())) {
            greeting(session);
        }
        if (!isImplicit() && !loggedIn) {
            upgrade(session);
        }
        List<String> inClear = list;
        Optional<List<String>> remembered = remembered(session);
        if (remembered.isPresent()) {
            list = remembered.get();
        } else if (session.isOverTls() && !is(Flaw.KEEPS_THE_LIST) || list.isEmpty()) {
            command(session, "CAPABILITY");
            keep(session, list);
        }
        List<String> compressing = is(Flaw.COMPRESSES_BY_AN_OLD_LIST) ? inClear : list;
        if (is(Flaw.ASKS_FOR_TLS_AGAIN) && session.isOverTls() && list.contains("STARTTLS")) {
            command(session, "STARTTLS");
        }
        if (!loggedIn) {
            logIn(session);
        }
        if (is(Flaw.COMPRESSES_BY_AN_OLD_LIST) && compressing.contains("COMPRESS=DEFLATE")) {
            command(session, "COMPRESS DEFLATE");
        }
        if (is(Flaw.TALKS_ON_BEHIND_COMPRESS) && compressing.contains("COMPRESS=DEFLATE")) {
            command(session, "COMPRESS DEFLATE\r\nx NOOP");
        }
        read(session);
        if (!is(Flaw.TAKES_A_PART_FOR_THE_WHOLE)) {
            command(session, "LOGOUT");
        }
    }

    private void greeting(Session session) throws IOException {
        String greeting = session.line();
        remember(greeting);
        if (greeting.startsWith("* PREAUTH") && is(Flaw.TAKES_PREAUTH)) {
            loggedIn = true;
            return;
        }
        if (greeting.startsWith("* PREAUTH") && is(Flaw.ASKS_FOR_TLS_AFTER_PREAUTH)) {
            return;
        }
        if (!greeting.startsWith("* OK")) {
            follow(greeting);
            throw new IOException("not welcome");
        }
        if (is(Flaw.STUMBLES_OVER_LONG_REPLIES) && greeting.length() > 1000 || greeting.contains("\0")) {
            throw new IOException("what is this");
        }
        follow(greeting);
    }

    private void upgrade(Session session) throws IOException {
        if (is(Flaw.TELLS_ITS_USER_IN_CLEAR)) {
            command(session, "ID (\"name\" \"" + session.invitation().user() + "\")");
        }
        if (is(Flaw.LOGS_IN_BEFORE_TLS)) {
            command(
                    session,
                    "LOGIN " + session.invitation().user() + " "
                            + session.invitation().password());
        }
        list = List.of();
        boolean knows = command(session, "CAPABILITY").startsWith("OK");
        for (int more = 0; more < MANY && !knows && is(Flaw.ASKS_FOR_THE_LIST_FOR_EVER); more++) {
            knows = command(session, "CAPABILITY").startsWith("OK");
        }
        boolean listed =
                list.stream().anyMatch(is(Flaw.COMPARES_LETTERS) ? "STARTTLS"::equals : "STARTTLS"::equalsIgnoreCase);
        if (loggedIn) {
            return;
        }
        if (is(Flaw.COMPARES_LETTERS) && !listed) {
            throw new IOException("no STARTTLS");
        }
        if (!listed && (is(Flaw.GOES_ON_IF_NOT_LISTED) || session.doesWithout())
                || !knows && is(Flaw.GOES_ON_WITHOUT_A_LIST)) {
            return;
        }
        String answer;
        try {
            answer = command(session, is(Flaw.TALKS_ON_BEHIND_STARTTLS) ? "STARTTLS\r\nx NOOP" : "STARTTLS");
        } catch (IOException gone) {
            throw is(Flaw.IS_CLEAR_ON_THE_SECOND_CONNECTION) ? new NoTls("gone") : gone;
        }
        if (loggedIn) {
            return;
        }
        if (is(Flaw.TAKES_AN_EARLY_ANSWER) && !early.isEmpty()) {
            return;
        }
        if (answer.startsWith("OK") || is(Flaw.TAKES_ANYTHING_FOR_YES) && !answer.startsWith("BAD")) {
            if (!is(Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD)) {
                session.tls();
            }
        } else if (!is(Flaw.GOES_ON_IF_REFUSED)) {
            if (is(Flaw.SENDS_A_DIGEST_IN_CLEAR) && list.contains("AUTH=CRAM-MD5")) {
                session.say("d AUTHENTICATE CRAM-MD5");
            }
            throw new IOException("STARTTLS refused: " + answer);
        }
    }

    private void logIn(Session session) throws IOException {
        if (list.contains("LOGINDISABLED") && !is(Flaw.IGNORES_LOGINDISABLED) && !is(Flaw.KEEPS_THE_LIST)) {
            throw new IOException("no way to log in");
        }
        String answer = command(
                session,
                "LOGIN " + session.invitation().user() + " "
                        + session.invitation().password());
        if (!answer.startsWith("OK")) {
            throw new IOException("not logged in: " + answer);
        }
    }

    private void read(Session session) throws IOException {
        for (String command : List.of("SELECT INBOX", "FETCH 1 BODY[]")) {
            String answer = command(session, command);
            if (!answer.startsWith("OK")) {
                throw new IOException("refused: " + answer);
            }
        }
    }

    /** Says a command and returns what is behind the tag of its answer. */
    private String command(Session session, String command) throws IOException {
        String tag = "a" + ++tags;
        if (command.equals("CAPABILITY")) {
            list = List.of();
        }
        session.say(tag + " " + command);
        if (is(Flaw.TAKES_AN_EARLY_ANSWER)) {
            Optional<String> known =
                    early.stream().filter(line -> line.startsWith(tag + " ")).findFirst();
            if (known.isPresent()) {
                return known.get().substring(tag.length() + 1);
            }
        }
        try {
            return answer(session, tag, command);
        } catch (IOException cutOff) {
            if (is(Flaw.TAKES_A_PART_FOR_THE_WHOLE) && command.startsWith("FETCH")) {
                return "OK";
            }
            throw cutOff;
        }
    }

    private String answer(Session session, String tag, String command) throws IOException {
        while (true) {
            String line = session.line();
            remember(line);
            follow(line);
            if (line.startsWith(tag + " ")) {
                // What has come with it is read with it.
                while (is(Flaw.TAKES_AN_EARLY_ANSWER) && session.hasMore()) {
                    early.add(session.line());
                }
                return line.substring(tag.length() + 1);
            }
            if (line.startsWith("* BYE") && !command.equals("LOGOUT")) {
                throw new IOException("not any more");
            }
            if (line.startsWith("+")) {
                if (is(Flaw.TAKES_ANYTHING_FOR_YES)) {
                    return "OK";
                }
                throw new IOException("nothing was to go on");
            }
            if (is(Flaw.TAKES_ANY_TAG) && line.contains(" OK")) {
                return "OK";
            }
            if (line.startsWith("* PREAUTH") && is(Flaw.TAKES_PREAUTH)) {
                loggedIn = true;
                return "OK";
            }
            if (line.startsWith("* PREAUTH")) {
                throw new IOException("not at this time");
            }
            Matcher literal = LITERAL.matcher(line);
            if (literal.find()) {
                session.octets(Integer.parseInt(literal.group(1)));
            }
        }
    }

    private void remember(String line) throws IOException {
        Matcher found = LIST.matcher(line);
        if (found.find()) {
            list = List.of(found.group(1).split(" "));
        }
        if (is(Flaw.STUMBLES_OVER_UNTAGGED_DATA)
                && line.startsWith("* ")
                && !KNOWN.matcher(line).matches()) {
            throw new IOException("what is this");
        }
        boolean isOdd = line.matches("\\* (OK \\[UIDVALIDITY.*|LIST.*|FLAGS.*|\\d+ [A-Z]+.*)");
        if (is(Flaw.STUMBLES_OVER_UNTAGGED_DATA) && isOdd && tags < 3) {
            throw new IOException("that is too early");
        }
        if (is(Flaw.STUMBLES_OVER_WORDS) && line.contains("X-")) {
            throw new IOException("what is this");
        }
    }

    private void follow(String line) throws IOException {
        Matcher referral = REFERRAL.matcher(line);
        if (is(Flaw.FOLLOWS_REFERRALS) && referral.find()) {
            try (var elsewhere = new Socket(referral.group(1), Integer.parseInt(referral.group(2)))) {
                elsewhere.getInputStream().read();
            }
        }
    }
}
