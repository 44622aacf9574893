@echo off
rem Runs mailtls:  mailtls serve
rem Builds it when there is no jar yet; delete conformance\target to have it built again.
setlocal
set "jar=%~dp0conformance\target\mailtls-conformance-0.1.0-SNAPSHOT-all.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
where mvn >nul 2>nul || if not exist "%jar%" (echo mailtls: no mvn; install Maven, 3.8.7 or newer, to build it>&2 & exit /b 69)
if not exist "%jar%" (
    echo mailtls: building it ...>&2
    pushd "%~dp0"
    call mvn -q -B -ntp -pl conformance -am -Dmaven.test.skip=true package %MAVEN_ARGS% 1>&2 || (popd & exit /b 70)
    popd
)
"%java%" -jar "%jar%" %*
exit /b %errorlevel%
