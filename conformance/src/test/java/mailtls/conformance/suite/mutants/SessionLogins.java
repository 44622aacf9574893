package mailtls.conformance.suite.mutants;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import mailtls.connection.Effect;

/** Who has logged in to SMTP over which TLS session. Java tells a resumed session by the time at which it was made. */
final class SessionLogins {

    private static final String ACCEPTED = "235 ";

    private final Map<Long, String> logins = new ConcurrentHashMap<>();

    /** Takes what was said over a session for a log-in if that is what the answer says. */
    void watch(SSLSession session, String said, List<Effect> answers) {
        if (answers.stream().map(EndpointWrapper::words).anyMatch(words -> words.startsWith(ACCEPTED))) {
            logins.put(session.getCreationTime(), "EHLO again\r\n" + said);
        }
    }

    /** Returns what has to be said again to be logged in; nothing if nobody has over this session. */
    String of(SSLSession session) {
        return logins.getOrDefault(session.getCreationTime(), "");
    }
}
