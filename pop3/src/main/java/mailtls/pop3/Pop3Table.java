package mailtls.pop3;

import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;
import static mailtls.pop3.Pop3State.AUTHORIZATION;
import static mailtls.pop3.Pop3State.CLOSED;
import static mailtls.pop3.Pop3State.NAMED;
import static mailtls.pop3.Pop3State.TRANSACTION;
import static mailtls.pop3.Pop3State.UPDATE;
import static mailtls.pop3.Pop3State.UPGRADING;

import java.util.EnumSet;
import java.util.Set;
import mailtls.machine.Transitions;
import mailtls.pop3.Pop3Command.Auth;
import mailtls.pop3.Pop3Command.AuthPlaintext;
import mailtls.pop3.Pop3Command.AuthWithPassword;
import mailtls.pop3.Pop3Command.Capa;
import mailtls.pop3.Pop3Command.Dele;
import mailtls.pop3.Pop3Command.List;
import mailtls.pop3.Pop3Command.Noop;
import mailtls.pop3.Pop3Command.Pass;
import mailtls.pop3.Pop3Command.Quit;
import mailtls.pop3.Pop3Command.Retr;
import mailtls.pop3.Pop3Command.Rset;
import mailtls.pop3.Pop3Command.Stat;
import mailtls.pop3.Pop3Command.Stls;
import mailtls.pop3.Pop3Command.Top;
import mailtls.pop3.Pop3Command.Uidl;
import mailtls.pop3.Pop3Command.User;
import mailtls.tls.ListenerPolicy;

/** Which command a POP3 server takes in which state, over which channel, and where it leads. */
final class Pop3Table {

    /** AUTHORIZATION, with or without a name. */
    private static final Set<Pop3State> LOGIN = EnumSet.of(AUTHORIZATION, NAMED);

    /**
     * A listener that offers STLS and looks at passwords only over TLS. USER is refused in clear already, so that PASS is
     * never sent (RFC 1939 section 7).
     */
    // spotless:off
    static final Transitions<Pop3State, Pop3Session> OFFERED = Transitions.of(
            //   in             command                 over       answered by           then           source
            row( LOGIN,         Stls.class,             CLEARTEXT, Pop3Session::stls,    UPGRADING,     "RFC 2595 4"),
            row( AUTHORIZATION, User.class,             TLS,       Pop3Session::user,    NAMED,         "RFC 1939 7"),
            row( NAMED,         Pass.class,             TLS,       Pop3Session::pass,    TRANSACTION,   "RFC 1939 7")
                                                                              .otherwise(AUTHORIZATION),
            row( LOGIN,         Auth.class,             EITHER,    Pop3Session::auth,    TRANSACTION,   "RFC 5034 4"),
            row( LOGIN,         AuthPlaintext.class,    TLS,       Pop3Session::auth,    TRANSACTION,   "RFC 5034 4"),
            row( LOGIN,         AuthWithPassword.class, TLS,       Pop3Session::auth,    TRANSACTION,   "RFC 5034 4"),
            row( LOGIN,         Capa.class,             EITHER,    Pop3Session::capa,    AUTHORIZATION, "RFC 2449 5"),
            row( LOGIN,         Quit.class,             EITHER,    Pop3Session::quit,    CLOSED,        "RFC 1939 4"),

            stay(TRANSACTION,   Stat.class,             EITHER,    Pop3Session::stat,                   "RFC 1939 5"),
            stay(TRANSACTION,   List.class,             EITHER,    Pop3Session::list,                   "RFC 1939 5"),
            stay(TRANSACTION,   Retr.class,             EITHER,    Pop3Session::retr,                   "RFC 1939 5"),
            stay(TRANSACTION,   Dele.class,             EITHER,    Pop3Session::dele,                   "RFC 1939 5"),
            stay(TRANSACTION,   Noop.class,             EITHER,    Pop3Session::noop,                   "RFC 1939 5"),
            stay(TRANSACTION,   Rset.class,             EITHER,    Pop3Session::rset,                   "RFC 1939 5"),
            stay(TRANSACTION,   Top.class,              EITHER,    Pop3Session::top,                    "RFC 1939 7"),
            stay(TRANSACTION,   Uidl.class,             EITHER,    Pop3Session::uidl,                   "RFC 1939 7"),
            stay(TRANSACTION,   Capa.class,             EITHER,    Pop3Session::capaInTransaction,      "RFC 2449 5"),
            row( TRANSACTION,   Quit.class,             EITHER,    Pop3Session::update,  UPDATE,        "RFC 1939 6"));
    // spotless:on

    /**
     * Without TLS there is no log-in at all, however discreet (RFC 8314 section 4.1). With implicit TLS it is the same
     * table: the channel is TLS from the first octet, so no row for cleartext ever holds.
     */
    static final Transitions<Pop3State, Pop3Session> REQUIRED = OFFERED.over(TLS, Auth.class);

    /** There is no TLS. */
    static final Transitions<Pop3State, Pop3Session> CLEARTEXT_ONLY = OFFERED.without(Stls.class);

    private Pop3Table() {}

    /** Returns the table of a listener. */
    static Transitions<Pop3State, Pop3Session> of(ListenerPolicy policy) {
        Transitions<Pop3State, Pop3Session> table = switch (policy.tls()) {
            case STARTTLS_OFFERED -> OFFERED;
            case STARTTLS_REQUIRED, IMPLICIT -> REQUIRED;
            case CLEARTEXT_ONLY -> CLEARTEXT_ONLY;
        };
        return policy.takesPasswordsInClear() ? withPasswordsInClear(table) : table;
    }

    /** Whoever listens can read them. */
    private static Transitions<Pop3State, Pop3Session> withPasswordsInClear(Transitions<Pop3State, Pop3Session> table) {
        return table.over(EITHER, User.class, Pass.class, AuthPlaintext.class, AuthWithPassword.class);
    }
}
