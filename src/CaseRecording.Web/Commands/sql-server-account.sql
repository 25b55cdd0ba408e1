-- The account the web application uses: rows, and the names of things; no right to change the schema. Harmless when run again.
-- sqlcmd reads $(APP_DB_PASSWORD) from the environment. It must hold no single quote.
IF SUSER_ID('case_recording_app') IS NULL
    CREATE LOGIN [case_recording_app] WITH PASSWORD = '$(APP_DB_PASSWORD)';
ELSE
    ALTER LOGIN [case_recording_app] WITH PASSWORD = '$(APP_DB_PASSWORD)';
GO
USE [CaseRecording];
GO
IF USER_ID('case_recording_app') IS NULL CREATE USER [case_recording_app] FOR LOGIN [case_recording_app];
ALTER ROLE [db_datareader] ADD MEMBER [case_recording_app];
ALTER ROLE [db_datawriter] ADD MEMBER [case_recording_app];
-- verify-audit asks whether the triggers of the frozen tables are there.
GRANT VIEW DEFINITION TO [case_recording_app];
GO
