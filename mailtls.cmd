@echo off
rem Runs mailtls:  mailtls serve
rem Builds it when there is no jar yet; delete conformance\target to have it built again.
setlocal
set "target=%~dp0conformance\target"
set "jar=%target%\mailtls-conformance-0.1.0-SNAPSHOT-all.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
where mvn >nul 2>nul || if not exist "%jar%" (echo mailtls: no mvn; install Maven, 3.8.7 or newer, to build it>&2 & exit /b 69)
if not exist "%jar%" (
    echo mailtls: building it ...>&2
    pushd "%~dp0"
    call mvn -q -B -ntp -pl conformance -am -Dmaven.test.skip=true package %MAVEN_ARGS% 1>&2 || (popd & exit /b 70)
    popd
)

rem Its classes as this Java has them in memory, which halves the time to start. Java 19 and newer make that archive when they end,
rem and make it anew when the jar has changed.
set "version="
set "major=0"
if defined JAVA_HOME for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release" 2^>nul') do set "version=%%~v"
if defined version for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
set archive=
if %major% geq 19 set archive=-Xlog:cds=off -Xlog:cds+dynamic=off -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%target%\classes-%version%.jsa"

rem One heap of one piece: it takes less memory and starts sooner.
set "collector=-XX:+UseSerialGC"
set JDK_JAVA_OPTIONS 2>nul | findstr /r "XX:.Use.*GC" >nul && set "collector="

"%java%" %collector% %archive% -jar "%jar%" %*
exit /b %errorlevel%
