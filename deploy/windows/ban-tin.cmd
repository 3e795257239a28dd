@echo off
rem Starts the newsdesk in WSL 2 and opens it in the browser: copy this file to the desktop, then double click it.
rem docs/cai-dat-windows.md says what has to be set up before. Closing the window ends it; nothing is lost.

rem The folder of the site, and that of the program, below the home folder of the Linux user.
set "BAN_TIN_SITE=trang"
set "BAN_TIN_PROGRAM=ban-tin"
rem Which Linux, if there are several (wsl --list); empty: the one that is the default.
set "BAN_TIN_LINUX="

title Ban Tin
chcp 65001 >nul
where wsl.exe >nul 2>&1
if errorlevel 1 goto missing
if "%BAN_TIN_LINUX%"=="" (
    wsl.exe --cd ~ -- bash -l "%BAN_TIN_PROGRAM%/deploy/windows/ban-tin.sh" "%BAN_TIN_SITE%"
) else (
    wsl.exe -d "%BAN_TIN_LINUX%" --cd ~ -- bash -l "%BAN_TIN_PROGRAM%/deploy/windows/ban-tin.sh" "%BAN_TIN_SITE%"
)
echo.
echo Ban bien tap da dong. Bam mot phim de dong cua so nay.
pause >nul
exit /b

:missing
echo May nay chua co WSL 2. Nho nguoi cai may lam theo docs/cai-dat-windows.md.
pause
exit /b 1
